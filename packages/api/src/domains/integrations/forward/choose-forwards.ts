import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { integrationUpdated } from "../events.ts";
import { findProvider } from "../find-provider.ts";
import { requireConnected, requireIntegration } from "../require-integration.ts";

export const chooseForwardsInput = z.object({
  integrationId: z.uuid(),
  /** Types of signals, `pull_request.merged`; `*` for all. None ends it. */
  types: z
    .array(z.string().regex(/^(\*|[a-z][a-z0-9_]*(\.[a-z0-9_]+)+)$/, "must be a signal's type, or * for all."))
    .max(100),
});

export type ChooseForwardsInput = z.input<typeof chooseForwardsInput>;

/**
 * Sets which signals are handed on to an integration from now on. A tenant's integration gets its tenant's signals only.
 * @throws PreconditionError when the provider takes none
 */
export async function chooseForwards(ctx: Context, input: ChooseForwardsInput) {
  const integration = await requireIntegration(ctx, input.integrationId, "integrations:write");
  const { types } = parseInput(chooseForwardsInput, input);
  requireConnected(integration);
  const { workspaceId, id, tenantId, provider, name } = integration;
  if (!findProvider(provider).forward) {
    throw new PreconditionError(`${name} takes no events.`, "Choose an integration whose provider does.");
  }
  const forwardTypes = types.includes("*") ? ["*"] : [...new Set(types)].sort();
  return await transact(ctx, { workspaceId, verb: "chooseForwards", input }, async (tx) => {
    const [after] = await tx
      .update(integrations)
      .set({ forwardTypes, updatedAt: ctx.app.clock.now() })
      .where(and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id)))
      .returning();
    await recordEvent(tx, ctx, integrationUpdated, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { provider, name },
      before: { forwardTypes: integration.forwardTypes },
      after: { forwardTypes },
    });
    return after ?? integration;
  });
}
