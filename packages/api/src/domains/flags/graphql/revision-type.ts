import { flagRevisions, flags } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { loadOwnNode } from "../load-own-node.ts";
import { namesIn } from "../revisions/names-in.ts";
import { changePlace } from "./change-place.ts";
import { FlagRef, FlagRevisionRef } from "./refs.ts";

builder.node(FlagRevisionRef, {
  description: "What a flag or a segment was before a change and after it. Never changed.",
  id: { resolve: (revision) => revision.id },
  loadOne: loadOwnNode(flagRevisions),
  fields: (t) => ({
    number: t.exposeInt("number", { description: "Counted for each flag and each segment, over all environments." }),
    what: t.exposeString("what", { description: "What happened: the type of its event." }),
    actorType: t.exposeString("actorType", { description: "`user`, `api_key` or `system`." }),
    actorName: t.exposeString("actorName", { description: "Who made it, as it was called then." }),
    reason: t.exposeString("reason", { nullable: true, description: "Why, where somebody said so." }),
    changed: t.exposeStringList("changed", { description: "Paths of what changed, `rollout.percentage`." }),
    before: t.expose("before", {
      type: "JSON",
      nullable: true,
      description: "The whole of it before; null for the first.",
    }),
    after: t.expose("after", { type: "JSON", description: "The whole of it after." }),
    names: t.field({
      type: "JSON",
      complexity: 2,
      description:
        "What `ownerUserId` and `serviceId` of both are called now, by their ids; who left is not among them.",
      resolve: (revision, _args, ctx) => namesIn(ctx, revision),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When." }),
    environment: t.field(changePlace),
    flag: t.field({
      type: FlagRef,
      nullable: true,
      complexity: 2,
      description: "Which flag; null for a segment's.",
      resolve: ({ workspaceId, flagId }, _args, ctx) => (flagId ? loadRow(ctx, flags, workspaceId, flagId) : null),
    }),
  }),
});
