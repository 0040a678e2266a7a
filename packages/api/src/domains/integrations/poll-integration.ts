import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { AppError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { accessOf } from "./access/access-of.ts";
import { ProviderError } from "./access/provider-error.ts";
import { findProvider } from "./find-provider.ts";
import type { PollContract, PollResult } from "./provider.ts";
import { recordEvidence } from "./record-evidence.ts";
import { recordSignals } from "./record-signals.ts";

type Integration = typeof integrations.$inferSelect;

export const pollIntegrationInput = z.object({ workspaceId: z.uuid(), integrationId: z.uuid() });

export type PollIntegrationInput = z.input<typeof pollIntegrationInput>;

/** Polls that may fail in a row before the badge says so; a refused credential says so at once. */
const patience = 3;
const longestWaitMs = 3_600_000;

/** Asks the provider what is new, once. The next poll's moment is written with what this one found. */
export async function pollIntegration(ctx: Context, input: PollIntegrationInput): Promise<void> {
  const { workspaceId, integrationId } = parseInput(pollIntegrationInput, input);
  await authorize(ctx, workspaceId, "integrations:write");
  const [integration] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(integrations)
      .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, integrationId))),
  );
  const poll = integration && findProvider(integration.provider).poll;
  if (!integration || !poll || integration.mode !== "polling" || integration.state === "disconnected") return;
  try {
    const result = await poll.run(await accessOf(ctx, integration), integration.pollCursor ?? {});
    await recordPoll(ctx, integration, poll, result);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await recordFailure(ctx, integration, poll, error);
  }
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
    await recordEvidence(
      tx,
      ctx,
      integration,
      { ...(live ? { live } : {}), degraded: null },
      {
        pollCursor: result.cursor,
        pollFailures: 0,
        lastPolledAt: now,
        nextPollAt: new Date(now.getTime() + Math.max(poll.intervalSeconds, result.waitSeconds ?? 0) * 1000),
        ...(newest ? { lastSignalAt: now } : {}),
      },
    );
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
