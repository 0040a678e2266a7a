import { forwards, integrations, signals } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { AppError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { accessOf } from "../access/access-of.ts";
import { inProviderFile } from "../access/in-provider-file.ts";
import { ProviderError } from "../access/provider-error.ts";
import { findProvider } from "../find-provider.ts";
import type { ForwardOutcome, ForwardTrip, PlanForward } from "./forward-trip.ts";
import { recordForwardAttempt } from "./record-forward-attempt.ts";

export const forwardSignalInput = z.object({
  workspaceId: z.uuid(),
  forwardId: z.uuid(),
  /** Which attempt this is: 1 for the first. One that was made already is not made again. */
  attempt: z.int().min(1),
});

export type ForwardSignalInput = z.input<typeof forwardSignalInput>;

/** Makes one attempt at handing a signal on, and writes down what the far side answered. */
export async function forwardSignal(ctx: Context, input: ForwardSignalInput, plan: PlanForward): Promise<void> {
  const { workspaceId, forwardId, attempt } = parseInput(forwardSignalInput, input);
  await authorize(ctx, workspaceId, "integrations:write");
  const trip = await load(ctx, workspaceId, forwardId);
  if (trip?.forward.state !== "pending" || trip.forward.attempts !== attempt - 1) return;
  const outcome = await send(ctx, trip);
  await recordForwardAttempt(ctx, trip, outcome, plan);
}

async function load(ctx: Context, workspaceId: string, forwardId: string): Promise<ForwardTrip | null> {
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ forward: forwards, integration: integrations, signal: signals })
      .from(forwards)
      .innerJoin(
        integrations,
        and(eq(integrations.workspaceId, forwards.workspaceId), eq(integrations.id, forwards.integrationId)),
      )
      .innerJoin(signals, and(eq(signals.workspaceId, forwards.workspaceId), eq(signals.id, forwards.signalId)))
      .where(and(eq(forwards.workspaceId, workspaceId), eq(forwards.id, forwardId))),
  );
  return found ?? null;
}

/** @returns null when calls rest now: that is no attempt */
async function send(
  ctx: Context,
  { integration, signal }: ForwardTrip,
): Promise<ForwardOutcome | { restSeconds: number }> {
  const startedAt = ctx.app.clock.now();
  const begun = performance.now();
  const done = (ok: boolean, answer: string, mayRetry: boolean): ForwardOutcome => ({
    ok,
    answer: answer.slice(0, 1_000),
    startedAt,
    durationMs: Math.round(performance.now() - begun),
    mayRetry,
  });
  const { forward, name } = findProvider(integration.provider);
  if (!forward || integration.state === "disconnected") return done(false, `${name} is disconnected.`, false);
  const { id, type, occurredAt, subject, title, data } = signal;
  try {
    const access = await accessOf(ctx, integration);
    const event = { id, type, occurredAt, subject, title, data };
    const provider = findProvider(integration.provider);
    return done(true, await inProviderFile(ctx.app, provider, () => forward.send(access, event)), false);
  } catch (error) {
    if (error instanceof ProviderError && error.failure === "paused") return { restSeconds: error.retryAfterSeconds };
    if (!(error instanceof AppError)) throw error;
    const isTheirNo = error instanceof ProviderError && error.failure === "refused" && (error.status ?? 500) < 500;
    return done(false, error.message, !isTheirNo);
  }
}
