import { integrations } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { chooseMode } from "./choose-mode.ts";
import { integrationUpdated } from "./events.ts";
import { findProvider } from "./find-provider.ts";
import { requireConnected, requireIntegration } from "./require-integration.ts";

export const updateIntegrationInput = z.object({
  integrationId: z.uuid(),
  name: z.string().trim().min(1).max(80).nullish(),
  mode: z.enum(["webhook", "polling"]).nullish(),
});

export type UpdateIntegrationInput = z.input<typeof updateIntegrationInput>;

/** Renames an integration, or moves it between webhook and polling. After moving to webhook, choose its targets again. */
export async function updateIntegration(ctx: Context, input: UpdateIntegrationInput) {
  const integration = await requireIntegration(ctx, input.integrationId, "integrations:write");
  const wish = parseInput(updateIntegrationInput, input);
  requireConnected(integration);
  const { workspaceId, id, tenantId, provider } = integration;
  const mode = wish.mode ? chooseMode(ctx, findProvider(provider), wish.mode) : integration.mode;
  const name = wish.name ?? integration.name;
  return await transact(ctx, { workspaceId, verb: "updateIntegration", input }, async (tx) => {
    const [after] = await tx
      .update(integrations)
      .set({
        name,
        mode,
        nextPollAt: mode === "polling" ? (integration.nextPollAt ?? ctx.app.clock.now()) : null,
        doorVersion: sql`${integrations.doorVersion} + 1`,
        updatedAt: ctx.app.clock.now(),
      })
      .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id)))
      .returning();
    await recordEvent(tx, ctx, integrationUpdated, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { provider, name },
      before: { name: integration.name, mode: integration.mode },
      after: { name, mode },
    });
    return after ?? integration;
  });
}
