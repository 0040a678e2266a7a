import { builder } from "../../../graphql/builder.ts";
import { EventRef } from "../../../graphql/event-type.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { type EventChange, eventChanges } from "../audit/event-changes.ts";
import { listAudit } from "../audit/list-audit.ts";
import { WorkspaceRef } from "../workspace-ref.ts";

const EventChangeRef = builder.objectRef<EventChange>("EventChange").implement({
  description: "One field that a write changed.",
  fields: (t) => ({
    path: t.exposeString("path", { description: "The field." }),
    before: t.field({
      type: "JSON",
      nullable: true,
      description: "What it was; null when it was not there.",
      resolve: ({ before }) => before,
    }),
    after: t.field({
      type: "JSON",
      nullable: true,
      description: "What it became; null when it is gone.",
      resolve: ({ after }) => after,
    }),
  }),
});

builder.objectFields(EventRef, (t) => ({
  changes: t.field({
    type: [EventChangeRef],
    nullable: true,
    description: "What a write changed, field by field. Null without `audit:read`.",
    resolve: (event, _, ctx) => eventChanges(ctx, event),
  }),
}));

const AuditFilterInput = builder.inputType("AuditFilter", {
  description: "Which entries; what is left out does not narrow.",
  fields: (t) => ({
    types: t.stringList({ description: "Of one of these event types." }),
    subjectTypes: t.stringList({ description: "About one of these nouns: `member`, `api_key`." }),
    subjectId: t.globalID({ description: "About this thing." }),
    actorTypes: t.stringList({ description: "By one of `user`, `api_key`, `embed`, `system`." }),
    actorName: t.string({ description: "By somebody whose name contains this." }),
    since: t.field({ type: "DateTime", description: "From this moment." }),
    until: t.field({ type: "DateTime", description: "Before this moment." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  audit: t.connection(
    {
      type: EventRef,
      description:
        "Everything that a person, a key or a token did, and what the system changed; the newest first. Needs `audit:read`. The whole of it: /export/audit.",
      args: { filter: t.arg({ type: AuditFilterInput, description: "Which entries." }) },
      resolve: (workspace, { filter, ...page }, ctx) =>
        listAudit(ctx, workspace.id, page, { ...filter, subjectId: filter?.subjectId?.id ?? null }),
    },
    {
      fields: (c) => ({
        totalCount: c.int({
          complexity: 5,
          description: "How many the whole list holds.",
          resolve: (page) => totalCountOf(page),
        }),
      }),
    },
  ),
}));
