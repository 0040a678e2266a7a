import { builder } from "../../../graphql/builder.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { tailLogs } from "../tail/tail-logs.ts";
import type { LogTailBatch } from "../tail/tail-queue.ts";
import { LogFilterInput, searchOf } from "./log-filter-input.ts";
import { LogEntryRef } from "./log-refs.ts";

const LogTailPayloadRef = builder.objectRef<LogTailBatch>("LogTailPayload").implement({
  description: "Log entries that arrived.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind these entries.",
      resolve: ({ cursor }) => cursor,
    }),
    skipped: t.exposeInt("skipped", {
      description:
        "Entries that were left out before these: matching ones that came faster than you read, and those on which there was no time to try the search.",
    }),
    entries: t.field({
      type: [LogEntryRef],
      complexity: { field: 1, multiplier: 20 },
      description: "In the order of arrival, at most 250; none where only the cursor moves on.",
      resolve: ({ entries }) => [...entries],
    }),
  }),
});

builder.subscriptionField("logTail", (t) =>
  t.field({
    type: LogTailPayloadRef,
    description: "Log entries as they arrive, filtered on the server. Needs `logs:read`.",
    args: {
      workspaceId: t.arg.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      filter: t.arg({ type: LogFilterInput, description: "Which ones." }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what arrives next." }),
    },
    subscribe: (_root, { workspaceId, filter, after }, ctx) =>
      tailLogs(ctx, { workspaceId: workspaceId.id, search: searchOf(filter), after: after ?? null }),
    resolve: (batch) => batch,
  }),
);
