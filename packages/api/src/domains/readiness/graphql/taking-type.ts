import { builder } from "../../../graphql/builder.ts";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import type { ClaimTaking } from "../takings/list-takings.ts";
import { loadTaker } from "../takings/load-taker.ts";
import { releaseClaim } from "../takings/release-claim.ts";
import { takeClaim } from "../takings/take-claim.ts";

/** The GraphQL type `ClaimTaking`. */
export const ClaimTakingRef = builder.objectRef<ClaimTaking>("ClaimTaking").implement({
  description: "A member is on something that is wrong now. Ends by itself when evidence says that it is right again.",
  fields: (t) => ({
    claimKey: t.exposeString("claimKey", { description: "The `key` of the claim." }),
    title: t.exposeString("title", { description: "What the claim said when it was taken." }),
    name: t.string({
      nullable: true,
      complexity: 2,
      description: "What the member is called; null when the member has left this moment.",
      resolve: async (taking, _args, ctx) => (await loadTaker(ctx, taking))?.name ?? null,
    }),
    userId: t.id({
      nullable: true,
      complexity: 2,
      description: "The person's id, as `viewer` has it; null when the member has left this moment.",
      resolve: async (taking, _args, ctx) => {
        const user = await loadTaker(ctx, taking);
        return user && encodeGlobalId("User", user.id);
      },
    }),
    since: t.expose("takenAt", { type: "DateTime", description: "Since when." }),
  }),
});

const TakeClaimInput = builder.inputType("TakeClaimInput", {
  description: "What you are on.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    claimKey: t.string({ required: true, description: "The `key` of a claim that is broken or stale." }),
  }),
});

const ReleaseClaimInput = builder.inputType("ReleaseClaimInput", {
  description: "What you are no longer on.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    claimKey: t.string({ required: true, description: "The `key` of the claim." }),
  }),
});

builder.mutationFields((t) => ({
  takeClaim: t.field({
    type: ClaimTakingRef,
    description: "Says that you are on something that is wrong now. Needs `readiness:write`.",
    args: { input: t.arg({ type: TakeClaimInput, required: true, description: "What." }) },
    errors: refusals("TakeClaim", "taking"),
    resolve: (_, { input }, ctx) => takeClaim(ctx, uuids(input)),
  }),
  releaseClaim: t.field({
    type: ClaimTakingRef,
    description: "Says that you are no longer on it. Needs `readiness:write`.",
    args: { input: t.arg({ type: ReleaseClaimInput, required: true, description: "What." }) },
    errors: refusals("ReleaseClaim", "taking"),
    resolve: (_, { input }, ctx) => releaseClaim(ctx, uuids(input)),
  }),
}));
