import { integrations } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { enqueue } from "../../outbox/enqueue.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { chooseMode } from "./choose-mode.ts";
import { integrationUpdated } from "./events.ts";
import { findProvider } from "./find-provider.ts";
import { reconcileIntegrationTask } from "./jobs/reconcile-integration.ts";
import { recordEvidence } from "./record-evidence.ts";
import { requireConnected, requireIntegration } from "./require-integration.ts";
import { isQuiet } from "./silence/quiet-since.ts";

export const updateIntegrationInput = z.object({
  integrationId: z.uuid(),
  name: z.string().trim().min(1).max(80).nullish(),
  mode: z.enum(["webhook", "polling"]).nullish(),
  /** Seconds of silence until it is stale, from an hour to a year; 0 goes back to the provider's. */
  quietAfterSeconds: z
    .int()
    .refine(
      (seconds) => seconds === 0 || (seconds >= 3_600 && seconds <= 31_536_000),
      "must be 0, or an hour to a year.",
    )
    .nullish(),
});

export type UpdateIntegrationInput = z.input<typeof updateIntegrationInput>;

/** Renames an integration, moves it between webhook and polling, or sets how long it may be silent. After moving to webhook, choose its targets again. */
export async function updateIntegration(ctx: Context, input: UpdateIntegrationInput) {
  const integration = await requireIntegration(ctx, input.integrationId, "integrations:write");
  const wish = parseInput(updateIntegrationInput, input);
  requireConnected(integration);
  const { workspaceId, id, tenantId, provider } = integration;
  const method = findProvider(provider).connect.find(({ kind }) => kind === integration.method);
  const mode = wish.mode ? chooseMode(ctx, findProvider(provider), wish.mode, method) : integration.mode;
  const name = wish.name ?? integration.name;
  const polls = mode === "polling" && findProvider(provider).poll !== undefined;
  const quietAfterSeconds =
    wish.quietAfterSeconds === 0 ? null : (wish.quietAfterSeconds ?? integration.quietAfterSeconds);
  return await transact(ctx, { workspaceId, verb: "updateIntegration", input }, async (tx) => {
    const [after] = await tx
      .update(integrations)
      .set({
        name,
        mode,
        nextPollAt: polls ? (integration.nextPollAt ?? ctx.app.clock.now()) : null,
        quietAfterSeconds,
        doorVersion: sql`${integrations.doorVersion} + 1`,
        updatedAt: ctx.app.clock.now(),
      })
      .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id)))
      .returning();
    if (mode !== integration.mode && integration.method !== "secret") {
      await enqueue(tx, reconcileIntegrationTask, { integrationId: id, trigger: "connection" });
    }
    await recordEvent(tx, ctx, integrationUpdated, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { provider, name },
      before: { name: integration.name, mode: integration.mode, quietAfterSeconds: integration.quietAfterSeconds },
      after: { name, mode, quietAfterSeconds },
    });
    // A longer interval ends a silence that is none any more; a shorter one is noticed within ten minutes.
    const isOver = after?.evidence.stale && !isQuiet(after, ctx.app.clock.now());
    return (isOver ? await recordEvidence(tx, ctx, after, { stale: null }) : after) ?? integration;
  });
}
