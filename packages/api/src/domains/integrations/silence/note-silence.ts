import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { integrationStale } from "../events.ts";
import { findProvider } from "../find-provider.ts";
import { recordEvidence } from "../record-evidence.ts";
import { durationWords, isQuiet, quietAfter, quietSince } from "./quiet-since.ts";

type Integration = typeof integrations.$inferSelect;

export const noteSilenceInput = z.object({ workspaceId: z.uuid(), integrationId: z.uuid() });

export type NoteSilenceInput = z.input<typeof noteSilenceInput>;

/** States that silence can make stale: what is degraded or disconnected has a better reason for it. */
const canGoStale = new Set(["authorised", "webhook_registered", "live"]);

/** Marks an integration stale when it really is silent; under the row's lock, so that a delivery that comes now wins. */
export async function noteSilence(ctx: Context, input: NoteSilenceInput): Promise<void> {
  const { workspaceId, integrationId } = parseInput(noteSilenceInput, input);
  await authorize(ctx, workspaceId, "integrations:write");
  await transact(ctx, { workspaceId, verb: "noteSilence", input }, async (tx) => {
    const [integration] = await tx
      .select()
      .from(integrations)
      .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, integrationId)))
      .for("no key update");
    const now = ctx.app.clock.now();
    if (!integration || !canGoStale.has(integration.state) || !isQuiet(integration, now)) return;
    const words = wordsFor(integration);
    await recordEvidence(tx, ctx, integration, { stale: { at: now.toISOString(), ...words } });
    const { tenantId, provider, name } = integration;
    await recordEvent(tx, ctx, integrationStale, {
      workspaceId,
      subjectId: integrationId,
      tenantId,
      data: { provider, name, quietSince: quietSince(integration).toISOString(), reason: words.reason },
    });
  });
}

function wordsFor(integration: Integration): { text: string; reason: string; nextStep: string } {
  const { mode, targets, lastPolledAt } = integration;
  const provider = findProvider(integration.provider);
  const silence = durationWords(quietAfter(integration) ?? 0);
  const ever = integration.lastDeliveryAt ?? integration.lastSignalAt;
  const since = ever ? `since ${ever.toISOString()}` : "since it was connected";
  const text = `Nothing for ${silence}`;
  if (provider.targets && targets.length === 0) {
    const reason = `Nothing has come ${since}: no ${provider.targets.plural} are chosen.`;
    return { text, reason, nextStep: `Choose ${provider.targets.plural} to watch.` };
  }
  if (mode === "polling") {
    const polls = lastPolledAt ? `Polls succeed, the last at ${lastPolledAt.toISOString()}` : "No poll has succeeded";
    return {
      text,
      reason: `Nothing has come ${since}. ${polls}.`,
      nextStep: "Check what it watches; when silence is normal here, give it a longer interval.",
    };
  }
  return {
    text,
    reason: `Nothing has come ${since}.`,
    nextStep: "Send a test delivery; when silence is normal here, give it a longer interval.",
  };
}
