import type { Db } from "@plumbline/db";
import { forwardAttempts, forwards } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { findProvider } from "../find-provider.ts";
import { recordEvidence } from "../record-evidence.ts";
import { forwardWait } from "./forward-schedule.ts";
import type { ForwardOutcome, ForwardTrip, PlanForward } from "./forward-trip.ts";

/**
 * Writes an attempt with its answer, and what follows: sent, the next attempt, or given up. The integration's evidence moves only
 * when its state would: every signal on its way is no event.
 */
export async function recordForwardAttempt(
  ctx: Context,
  trip: ForwardTrip,
  outcome: ForwardOutcome | { restSeconds: number },
  plan: PlanForward,
): Promise<void> {
  const { workspaceId, id: forwardId, attempts } = trip.forward;
  const attempt = attempts + 1;
  const now = ctx.app.clock.now();
  const again = (tx: Db, seconds: number, next: number) =>
    plan(tx, { workspaceId, forwardId, attempt: next }, new Date(now.getTime() + seconds * 1000));
  await transact(ctx, { workspaceId, verb: "forwardSignal", input: { forwardId, attempt } }, async (tx) => {
    const own = and(eq(forwards.workspaceId, workspaceId), eq(forwards.id, forwardId));
    const [before] = await tx.select().from(forwards).where(own).for("no key update");
    if (!before || before.attempts !== attempts || before.state !== "pending") return;
    if ("restSeconds" in outcome) return await again(tx, outcome.restSeconds + 1, attempt);
    const { ok, answer, startedAt, durationMs, mayRetry } = outcome;
    await tx.insert(forwardAttempts).values({
      ...{ workspaceId, forwardId, number: attempt, startedAt, durationMs, answer },
      outcome: ok ? "sent" : "failed",
    });
    const wait = ok || !mayRetry ? null : forwardWait(attempt);
    const state = ok ? "sent" : wait === null ? "failed" : "pending";
    await tx
      .update(forwards)
      .set({ attempts: attempt, state, finishedAt: state === "pending" ? null : now })
      .where(own);
    if (wait !== null) await again(tx, wait, attempt + 1);
    await prove(tx, ctx, trip, state, answer);
  });
}

async function prove(
  tx: Db,
  ctx: Context,
  { integration, signal }: ForwardTrip,
  state: "sent" | "failed" | "pending",
  answer: string,
): Promise<void> {
  const { name } = findProvider(integration.provider);
  const at = ctx.app.clock.now().toISOString();
  if (state === "sent" && integration.state !== "live") {
    const live = { at, text: `${name} took ${signal.type}, ${signal.subject}: ${answer}` };
    await recordEvidence(tx, ctx, integration, { live });
  }
  if (state === "failed" && integration.state !== "degraded" && integration.state !== "disconnected") {
    const degraded = {
      at,
      text: "A signal could not be handed on",
      reason: answer,
      nextStep: "Look at the attempts; the next signal that is taken ends this.",
      cause: "forward",
    };
    await recordEvidence(tx, ctx, integration, { degraded });
  }
}
