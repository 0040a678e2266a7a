import type { Db } from "@plumbline/db";
import { channels, type EscalationStep, members, users } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { type NotificationMessage, queuePersonalNotification } from "../../notifications/index.ts";
import { loadPlan } from "../on-call/load-plan.ts";
import { onCallAt } from "../on-call/shifts.ts";
import { queueQuietly } from "../routes/queue-quietly.ts";

/** What a target is told. */
export interface Telling {
  workspaceId: string;
  tenantId: string | null;
  dedupeKey: string;
  groupKey: string;
  message: NotificationMessage;
  subject: { type: string; id: string };
}

type Answer = { told: string } | { missed: string };

/** Tells one target of a step, or says why it could not. One that cannot be told stops nobody else. */
export async function tellTarget(
  tx: Db,
  ctx: Context,
  { kind, id }: EscalationStep["targets"][number],
  telling: Telling,
): Promise<Answer> {
  if (kind === "channel") return await tellChannel(tx, ctx, id, telling);
  if (kind === "member") return await tellPerson(tx, ctx, id, telling, null);
  const plan = await loadPlan(tx, telling.workspaceId, id);
  if (!plan) return { missed: "A schedule that was deleted." };
  const { userId } = onCallAt(plan, ctx.app.clock.now().getTime());
  if (!userId) return { missed: `Nobody is on call in “${plan.name}” now.` };
  return await tellPerson(tx, ctx, userId, telling, plan.name);
}

async function tellChannel(tx: Db, ctx: Context, id: string, telling: Telling): Promise<Answer> {
  const [channel] = await tx
    .select({ name: channels.name })
    .from(channels)
    .where(and(eq(channels.workspaceId, telling.workspaceId), eq(channels.id, id)));
  const queued = channel && (await queueQuietly(tx, ctx, { ...telling, channelId: id }));
  return queued ? { told: `${channel.name} (channel)` } : { missed: "A channel that does not exist any more." };
}

async function tellPerson(
  tx: Db,
  ctx: Context,
  userId: string,
  telling: Telling,
  schedule: string | null,
): Promise<Answer> {
  const [person] = await tx
    .select({ name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, telling.workspaceId), eq(members.userId, userId)));
  const why = schedule ? ` (on call in “${schedule}”)` : "";
  if (!person) return { missed: `Somebody who is no member any more${why}.` };
  await queuePersonalNotification(tx, ctx, { ...telling, userId });
  return { told: `${person.name}${why}` };
}
