import { builder } from "../../../graphql/builder.ts";
import { EventRef } from "../../../graphql/event-type.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { encodeCursor } from "../../../subscriptions/cursor.ts";
import { UserRef } from "../../accounts/index.ts";
import { EnvironmentRef, WorkspaceRef } from "../../workspaces/index.ts";
import { listErrorGroups } from "../error-groups/group/list-error-groups.ts";
import { loadErrorGroupOf, watchErrorGroups } from "../error-groups/group/watch-error-groups.ts";
import { ErrorGroupRef, ErrorGroupStateEnum } from "./error-group-refs.ts";

const StateComparator = builder.inputType("ErrorGroupStateComparator", {
  description: "Compares an error group's state.",
  fields: (t) => ({ in: t.field({ type: [ErrorGroupStateEnum], description: "Any of these." }) }),
});

const ServiceComparator = builder.inputType("ErrorGroupServiceComparator", {
  description: "Compares who had an error.",
  fields: (t) => ({ in: t.stringList({ description: "Any of these names." }) }),
});

const TextComparator = builder.inputType("ErrorGroupTextComparator", {
  description: "Compares something that met an error group.",
  fields: (t) => ({ eq: t.string({ description: "This one." }) }),
});

const AssigneeComparator = builder.inputType("ErrorGroupAssigneeComparator", {
  description: "Compares who takes care of an error group.",
  fields: (t) => ({ eq: t.globalID({ for: UserRef, description: "This person." }) }),
});

const EnvironmentComparator = builder.inputType("ErrorGroupEnvironmentComparator", {
  description: "Compares where an error group was met.",
  fields: (t) => ({ eq: t.globalID({ for: EnvironmentRef, description: "This environment." }) }),
});

const SinceComparator = builder.inputType("ErrorGroupSinceComparator", {
  description: "Compares a time.",
  fields: (t) => ({ gte: t.field({ type: "DateTime", description: "From this moment." }) }),
});

const ErrorGroupFilterInput = builder.inputType("ErrorGroupFilter", {
  description: "Which error groups; what is left out does not narrow.",
  fields: (t) => ({
    state: t.field({ type: StateComparator, description: "By state." }),
    service: t.field({ type: ServiceComparator, description: "By service." }),
    tenant: t.field({ type: TextComparator, description: "Met by this tenant, by its key." }),
    release: t.field({ type: TextComparator, description: "Seen in this release." }),
    environmentId: t.field({ type: EnvironmentComparator, description: "Met in this environment." }),
    assigneeId: t.field({ type: AssigneeComparator, description: "By who takes care of it." }),
    lastSeenAt: t.field({ type: SinceComparator, description: "Seen since." }),
    firstSeenAt: t.field({ type: SinceComparator, description: "New since." }),
    search: t.string({ description: "With this in the title, the generalised message or the type." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  errorGroups: t.connection(
    {
      type: ErrorGroupRef,
      description: "Error groups, those that came last first. Needs `logs:read`.",
      args: { filter: t.arg({ type: ErrorGroupFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listErrorGroups(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const ErrorGroupPayloadRef = builder.objectRef<RecordedEvent>("ErrorGroupPayload").implement({
  description: "An error group that changed.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind this change.",
      resolve: (event) => encodeCursor(event.position ?? 0),
    }),
    event: t.field({ type: EventRef, description: "What happened to it.", resolve: (event) => event }),
    errorGroup: t.field({
      type: ErrorGroupRef,
      description: "The group as it is now.",
      resolve: (event, _args, ctx) => loadErrorGroupOf(ctx, event),
    }),
  }),
});

builder.subscriptionField("errorGroupChanged", (t) =>
  t.field({
    type: ErrorGroupPayloadRef,
    description: "Error groups as they come, come back and change. Counts are told at most once a minute for each.",
    args: {
      workspaceId: t.arg.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what happens next." }),
    },
    subscribe: (_root, { workspaceId, after }, ctx) => watchErrorGroups(ctx, workspaceId.id, after),
    resolve: (event) => event,
  }),
);
