import { alertSilences } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { ensureEvaluator, lockEvaluator } from "../evaluation/lock-evaluator.ts";
import { alertSilenceCreated } from "../events.ts";
import type { AlertSilence } from "./find-silence.ts";
import { matchersInput } from "./matcher-input.ts";
import { silenceOpen } from "./silence-open.ts";
import "./silence-ref.ts";

/** Longest silence, in days: what is to be quiet for good is a rule to be changed. */
const longestDays = 90;

export const createAlertSilenceInput = z.object({
  workspaceId: z.uuid(),
  matchers: matchersInput.min(1, "must hold at least one: a silence over everything hides everything."),
  comment: z.string().trim().min(1, "must say why.").max(1000),
  /** Default now. */
  startsAt: z.date().nullish(),
  endsAt: z.date(),
});

export type CreateAlertSilenceInput = z.input<typeof createAlertSilenceInput>;

/** Keeps alerts quiet for a time: those that are open and those that open meanwhile. It ends by itself. */
export async function createAlertSilence(ctx: Context, input: CreateAlertSilenceInput): Promise<AlertSilence> {
  await authorize(ctx, input.workspaceId, "alerts:write");
  const wish = parseInput(createAlertSilenceInput, input);
  const { workspaceId, matchers, comment, endsAt } = wish;
  return await transact(ctx, { workspaceId, verb: "createAlertSilence", input: wish }, async (tx) => {
    const now = ctx.app.clock.now();
    const startsAt = wish.startsAt ?? now;
    requireSpan(startsAt, endsAt, now);
    await ensureEvaluator(tx, workspaceId);
    await lockEvaluator(tx, workspaceId);
    const madeBy = describeActor(ctx.actor).actorName;
    const [made] = await tx
      .insert(alertSilences)
      .values({ workspaceId, matchers, comment, startsAt, endsAt, madeBy, createdAt: now })
      .returning();
    const silence = made as AlertSilence;
    await recordEvent(tx, ctx, alertSilenceCreated, {
      workspaceId,
      subjectId: silence.id,
      data: { matchers, comment, endsAt: endsAt.toISOString() },
      after: { matchers, comment, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
    });
    if (startsAt <= now) await silenceOpen(tx, ctx, silence);
    return silence;
  });
}

function requireSpan(startsAt: Date, endsAt: Date, now: Date): void {
  const path = ["endsAt"];
  if (endsAt <= now || endsAt <= startsAt)
    throw new InvalidInputError([{ path, message: "must be in the future and after its start." }]);
  if (endsAt.getTime() - startsAt.getTime() > longestDays * 86_400_000)
    throw new InvalidInputError([{ path, message: `must be within ${longestDays} days; change the rule instead.` }]);
}
