import { defineReaction } from "../../../outbox/define-reaction.ts";
import { endHealedTakings } from "../takings/end-healed-takings.ts";

/** Ends at once what an event has healed; the job of every minute finds the rest. */
export const onClaimMoved = defineReaction({
  name: "readiness.end-healed-takings-at-once",
  description: "Ends what members took when an event says that it may be right again.",
  on: [
    "integration.state_changed",
    "webhook_endpoint.recovered",
    "webhook_endpoint.proven",
    "webhook_endpoint.enabled",
    "webhook_endpoint.deleted",
    "api_key.revoked",
  ],
  run: (ctx, { workspaceId }) => endHealedTakings(ctx, workspaceId),
});
