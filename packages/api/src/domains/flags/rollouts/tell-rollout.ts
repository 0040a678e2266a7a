import type { Db } from "@plumbline/db";
import type { Context } from "../../../service/context.ts";
import { queueQuietly } from "../../alerts/index.ts";
import { type NotificationMessage, queuePersonalNotification } from "../../notifications/index.ts";
import { flagPlace } from "../flag-refs.ts";
import { namesOf } from "./record-rollout.ts";
import type { FlagRollout } from "./rollout-ref.ts";

export interface RolloutNews {
  /** What happened, after the flag's key: `was rolled back in production`. */
  what: string;
  severity: NotificationMessage["severity"];
  guard?: string | undefined;
  alert?: string | undefined;
}

/** Tells the plan's channels, and whoever started it, why it stands where it stands. A channel that is gone stops nobody. */
export async function tellRollout(tx: Db, ctx: Context, rollout: FlagRollout, news: RolloutNews): Promise<void> {
  const { workspaceId, id, flagId, channelIds, startedByUserId, state, step, steps, reason } = rollout;
  const { flag, environment } = await namesOf(tx, rollout);
  const { what, severity, guard, alert } = news;
  const field = (label: string, value: string | undefined) => (value ? [{ label, value }] : []);
  const message: NotificationMessage = {
    title: `${flag} ${what} in ${environment}`,
    body: reason ? [reason] : [],
    severity,
    place: flagPlace(flagId),
    fields: [
      ...field("Flag", flag),
      ...field("Environment", environment),
      ...field("Step", `${step} of ${steps.length}`),
      ...field("Guard", guard),
      ...field("Alert", alert),
    ],
    quotes: [],
    actions: [],
  };
  const at = ctx.app.clock.now().getTime();
  const about = {
    dedupeKey: `rollout:${id}:${state}:${step}:${at}`,
    groupKey: `rollout:${id}`,
    message,
    subject: { type: "flag_rollout", id },
  };
  for (const channelId of channelIds) await queueQuietly(tx, ctx, { workspaceId, channelId, ...about });
  const byThemselves = ctx.actor.type === "user" && ctx.actor.userId === startedByUserId;
  if (startedByUserId && !byThemselves)
    await queuePersonalNotification(tx, ctx, { workspaceId, userId: startedByUserId, ...about });
}
