import type { integrations, SeenRateLimit } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";

export const RateLimitRef = builder.objectRef<SeenRateLimit>("IntegrationRateLimit").implement({
  description: "The provider's rate limit as an answer last told it, at most half a minute old while calls are made.",
  fields: (t) => ({
    limit: t.exposeInt("limit", { nullable: true, description: "Calls in one window; null when it was not told." }),
    remaining: t.exposeInt("remaining", { nullable: true, description: "Calls left in it." }),
    resetsAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it is full again.",
      resolve: ({ resetsAt }) => (resetsAt ? new Date(resetsAt) : null),
    }),
    seenAt: t.field({ type: "DateTime", description: "When the answer came.", resolve: ({ at }) => new Date(at) }),
  }),
});

/** A rest that is not over yet. */
export const PauseRef = builder.objectRef<typeof integrations.$inferSelect>("IntegrationPause").implement({
  description: "Calls to the provider rest, in every process: a limit is used up, or calls failed in a row.",
  fields: (t) => ({
    until: t.field({
      type: "DateTime",
      description: "When calls go on by themselves.",
      resolve: ({ pausedUntil }) => pausedUntil ?? new Date(0),
    }),
    reason: t.string({ description: "Why.", resolve: ({ pausedReason }) => pausedReason ?? "" }),
    failedCalls: t.exposeInt("callFailures", { description: "Calls that failed in a row." }),
  }),
});
