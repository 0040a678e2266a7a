import { integrations } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { AppError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { accessOf } from "./access/access-of.ts";
import { inProviderFile } from "./access/in-provider-file.ts";
import { ProviderError } from "./access/provider-error.ts";
import { findProvider } from "./find-provider.ts";
import type { ProviderAccess } from "./provider/provider-access.ts";
import type { PollContract, PollResult } from "./provider.ts";
import { recordEvidence } from "./record-evidence.ts";
import { recordSignals } from "./record-signals.ts";

type Integration = typeof integrations.$inferSelect;

export const pollIntegrationInput = z.object({
  workspaceId: z.uuid(),
  integrationId: z.uuid(),
  /** A delivery said that something changed (`webhook.thenPoll`), so it is asked though the webhooks are in order. */
  isTold: z.boolean().optional(),
});

export type PollIntegrationInput = z.input<typeof pollIntegrationInput>;

/** Polls that may fail in a row before the badge says so; a refused credential says so at once. */
const patience = 3;
const longestWaitMs = 3_600_000;

/** Asks the provider what is new, once. The next poll's moment is written with what this one found. */
export async function pollIntegration(ctx: Context, input: PollIntegrationInput): Promise<void> {
  const { workspaceId, integrationId, isTold = false } = parseInput(pollIntegrationInput, input);
  await authorize(ctx, workspaceId, "integrations:write");
  const [integration] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(integrations)
      .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, integrationId))),
  );
  const poll = integration && findProvider(integration.provider).poll;
  if (!integration || !poll || integration.state === "disconnected") return;
  // By webhook it is polled when one asks for it, and while the webhooks are not in order: see `coverage`.
  if (integration.mode === "webhook" && !integration.nextPollAt && !isTold) return;
  try {
    const access = await accessOf(ctx, integration);
    const from = firstCursor(integration, poll, access);
    const provider = findProvider(integration.provider);
    const result = await inProviderFile(ctx.app, provider, () => poll.run(access, from));
    await recordPoll(ctx, integration, poll, result);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await recordFailure(ctx, integration, poll, error);
  }
}

/** Where polling begins: where it last ended; standing in for webhooks, at the last moment that they surely covered. */
function firstCursor({ mode, pollCursor, coveredUntil }: Integration, poll: PollContract, access: ProviderAccess) {
  if (pollCursor) return pollCursor;
  return (mode === "webhook" && coveredUntil && poll.cursorAt?.(coveredUntil, access)) || {};
}

async function recordPoll(
  ctx: Context,
  integration: Integration,
  poll: PollContract,
  result: PollResult,
): Promise<void> {
  const { workspaceId } = integration;
  const { name } = findProvider(integration.provider);
  const now = ctx.app.clock.now();
  await transact(ctx, { workspaceId, verb: "pollIntegration", input: {} }, async (tx) => {
    const fresh = await recordSignals(tx, ctx, integration, result.signals, { by: "polling", deliveryId: null });
    const newest = fresh.at(-1);
    const live = newest && {
      at: now.toISOString(),
      text: `By polling: ${name} told of ${newest.type}, ${newest.subject}`,
    };
    // Standing in for webhooks proves nothing about them.
    const change = integration.mode === "polling" ? { ...(live ? { live } : {}), degraded: null } : {};
    const next = new Date(now.getTime() + Math.max(poll.intervalSeconds, result.waitSeconds ?? 0) * 1000);
    await recordEvidence(tx, ctx, integration, change, {
      pollCursor: result.cursor,
      pollFailures: 0,
      lastPolledAt: now,
      // A reconciliation that found all in order has taken the stand-in away meanwhile.
      nextPollAt: sql`case when mode = 'polling' or next_poll_at is not null then ${next.toISOString()}::timestamptz end`,
      ...(integration.mode === "polling" ? { coveredUntil: now } : {}),
      ...(newest ? { lastSignalAt: now } : {}),
    });
  });
}

async function recordFailure(
  ctx: Context,
  integration: Integration,
  poll: PollContract,
  error: AppError,
): Promise<void> {
  const { workspaceId } = integration;
  const failures = integration.pollFailures + 1;
  const now = ctx.app.clock.now();
  if (error instanceof ProviderError && error.failure === "paused") {
    // Nothing was asked, so nothing failed: it goes on when the rest is over.
    await postpone(ctx, integration, new Date(now.getTime() + error.retryAfterSeconds * 1000));
    return;
  }
  const refused = error instanceof ProviderError && (error.failure === "unauthorised" || error.failure === "forbidden");
  const asked = error instanceof ProviderError ? error.retryAfterSeconds * 1000 : 0;
  const wait = Math.max(asked, Math.min(longestWaitMs, poll.intervalSeconds * 1000 * 2 ** Math.min(failures, 10)));
  const at = integration.evidence.degraded?.at ?? now.toISOString();
  const degraded = {
    at,
    text: `${failures} poll${failures === 1 ? "" : "s"} in a row failed`,
    reason: error.message,
    nextStep: error.nextStep ?? "Wait: polling goes on by itself.",
  };
  await transact(ctx, { workspaceId, verb: "pollIntegration", input: {} }, async (tx) => {
    await recordEvidence(tx, ctx, integration, refused || failures >= patience ? { degraded } : {}, {
      pollFailures: failures,
      nextPollAt: new Date(now.getTime() + wait),
    });
  });
}

async function postpone(ctx: Context, { workspaceId, id }: Integration, until: Date): Promise<void> {
  await transact(ctx, { workspaceId, verb: "pollIntegration", input: {} }, async (tx) => {
    await tx
      .update(integrations)
      .set({ nextPollAt: until })
      .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id)));
  });
}
