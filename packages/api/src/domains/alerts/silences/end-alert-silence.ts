import { alertSilences, alerts } from "@plumbline/db/schema";
import { and, eq, ne } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import { makeAudible } from "../alert/make-audible.ts";
import { lockEvaluator } from "../evaluation/lock-evaluator.ts";
import { alertSilenceEnded } from "../events.ts";
import type { AlertSilence } from "./find-silence.ts";

export const endAlertSilenceInput = z.object({ silenceId: z.uuid() });

export type EndAlertSilenceInput = z.input<typeof endAlertSilenceInput>;

/** Ends a silence before its time; what it kept quiet and is still open takes its routes now. Done twice it is harmless. */
export async function endAlertSilence(ctx: Context, input: EndAlertSilenceInput): Promise<AlertSilence> {
  const wish = parseInput(endAlertSilenceInput, input);
  const { silenceId: id } = wish;
  const row = { table: alertSilences, id, permission: "alerts:write", noun: "silence" } as const;
  const workspaceId = await authorizeRow(ctx, row);
  return await transact(ctx, { workspaceId, verb: "endAlertSilence", input: wish }, async (tx) => {
    await lockEvaluator(tx, workspaceId);
    const own = and(eq(alertSilences.workspaceId, workspaceId), eq(alertSilences.id, id));
    const [known] = await tx.select().from(alertSilences).where(own).for("update");
    if (!known) throw unknownRow("silence");
    const now = ctx.app.clock.now();
    if (known.endsAt <= now) return known;
    const startsAt = new Date(Math.min(known.startsAt.getTime(), now.getTime()));
    const [ended] = await tx.update(alertSilences).set({ startsAt, endsAt: now }).where(own).returning();
    const after = ended as AlertSilence;
    await recordEvent(tx, ctx, alertSilenceEnded, {
      workspaceId,
      subjectId: id,
      data: { matchers: after.matchers, comment: after.comment, endsAt: now.toISOString() },
      before: { endsAt: known.endsAt.toISOString() },
      after: { endsAt: now.toISOString() },
    });
    const quiet = await tx
      .select()
      .from(alerts)
      .where(and(eq(alerts.workspaceId, workspaceId), eq(alerts.silenceId, id), ne(alerts.state, "resolved")));
    const by = describeActor(ctx.actor).actorName;
    for (const alert of quiet) await makeAudible(tx, ctx, alert, `${by} ended the silence.`);
    return after;
  });
}
