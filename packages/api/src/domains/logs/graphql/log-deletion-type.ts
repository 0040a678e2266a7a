import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { deleteLogEntries } from "../deletion/delete-log-entries.ts";
import { listLogDeletions } from "../deletion/list-log-deletions.ts";
import { previewLogDeletion } from "../deletion/preview-log-deletion.ts";
import { loadLogDeletion } from "../deletion/seen-deletions.ts";
import { LogFilterInput, searchOf } from "./log-filter-input.ts";
import { LogDeletionRef } from "./log-upkeep-refs.ts";

const StateEnum = builder.enumType("LogDeletionState", {
  description: "How far a deletion is.",
  values: {
    RUNNING: { value: "running" as const, description: "Entries are being deleted." },
    DONE: { value: "done" as const, description: "They are deleted, and were counted afterwards." },
    FAILED: { value: "failed" as const, description: "It could not be carried out; `failure` says why." },
  },
});

builder.node(LogDeletionRef, {
  description: "Log entries that were deleted by a filter, with the proof that they are gone.",
  id: { resolve: (deletion) => deletion.id },
  loadOne: loadLogDeletion,
  fields: (t) => ({
    filter: t.expose("filter", { type: "JSON", description: "What was meant, as it was asked." }),
    reason: t.exposeString("reason", { description: "Why, in the words of whoever asked." }),
    state: t.expose("state", { type: StateEnum, description: "How far it is." }),
    expected: t.exposeFloat("expected", { description: "Entries that the filter meant when it was asked." }),
    deleted: t.exposeFloat("deleted", { description: "Entries deleted so far." }),
    left: t.exposeFloat("left", {
      nullable: true,
      description: "Entries that the same filter still found afterwards: 0 proves that they are gone. Null until then.",
    }),
    requestedBy: t.exposeString("requestedBy", { description: "Who asked." }),
    failure: t.exposeString("failure", { nullable: true, description: "Why it could not be carried out." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was asked. What arrived later stays." }),
    finishedAt: t.expose("finishedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was done or failed.",
    }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  logDeletions: t.connection(
    {
      type: LogDeletionRef,
      description:
        "Deletions of log entries, the newest first; for an API key those asked for with keys of its environment. Needs `logs:delete`.",
      resolve: (workspace, page, ctx) => listLogDeletions(ctx, workspace.id, page),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
  logDeletionPreview: t.float({
    complexity: { field: 100 },
    description:
      "How many entries a deletion by this filter would delete now. Nothing is deleted. Needs `logs:delete`.",
    args: { filter: t.arg({ type: LogFilterInput, required: true, description: "Which entries." }) },
    resolve: (workspace, { filter }, ctx) => previewLogDeletion(ctx, workspace.id, searchOf(filter)),
  }),
}));

const DeleteInput = builder.inputType("DeleteLogEntriesInput", {
  description: "Which entries are deleted, and why.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    filter: t.field({ type: LogFilterInput, required: true, description: "Which; it must narrow." }),
    reason: t.string({ required: true, description: "Why, for the history." }),
    expected: t.float({
      required: true,
      description: "What `logDeletionPreview` counted. When it is more by now, nothing is deleted.",
    }),
  }),
});

builder.mutationFields((t) => ({
  deleteLogEntries: t.field({
    type: LogDeletionRef,
    description: "Deletes the entries that a filter means and that have arrived by now, for good. Needs `logs:delete`.",
    args: { input: t.arg({ type: DeleteInput, required: true, description: "Which, and why." }) },
    errors: refusals("DeleteLogEntries", "deletion"),
    resolve: (_, { input: { filter, ...input } }, ctx) =>
      deleteLogEntries(ctx, { ...uuids(input), filter: searchOf(filter) }),
  }),
}));
