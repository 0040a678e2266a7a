import { webhookRegistrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { enqueue } from "../../outbox/enqueue.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { InvalidInputError, PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { accessOf } from "./access/access-of.ts";
import { integrationUpdated } from "./events.ts";
import { findProvider } from "./find-provider.ts";
import { pollIntegrationTask } from "./jobs/poll-integration.ts";
import { recordEvidence } from "./record-evidence.ts";
import { type RegistrationReport, registerTargets } from "./register-targets.ts";
import { requireConnected, requireIntegration } from "./require-integration.ts";
import type { EvidenceChange } from "./state-of.ts";

export const chooseTargetsInput = z.object({
  integrationId: z.uuid(),
  /** The provider's ids, `acme/shop`: all that the integration shall watch from now on. */
  targets: z.array(z.string().min(1).max(200)).max(100),
});

export type ChooseTargetsInput = z.input<typeof chooseTargetsInput>;

/**
 * Sets what the integration watches. By webhook each target gets one at the provider, which is read back before anything is
 * claimed; what is no longer watched loses its own. By polling the next poll begins at once.
 * @throws ProviderError when the provider refuses every one of them
 */
export async function chooseTargets(ctx: Context, input: ChooseTargetsInput) {
  const integration = await requireIntegration(ctx, input.integrationId, "integrations:write");
  const { targets: ids } = parseInput(chooseTargetsInput, input);
  requireConnected(integration);
  const provider = findProvider(integration.provider);
  if (!provider.targets) {
    throw new PreconditionError(`${provider.name} has nothing to choose.`, "It is connected as a whole.");
  }
  const access = await accessOf(ctx, integration);
  const offered = await provider.targets.list(access);
  const targets = [...new Set(ids)].map((id) => offered.find((target) => target.id === id) ?? { id, name: id });
  const malformed = targets.filter(({ id }) => !/^[\w.-]+(\/[\w.-]+)*$/.test(id) || id.split("/").includes(".."));
  if (malformed.length > 0) {
    throw new InvalidInputError(
      malformed.map(({ id }) => ({ path: ["targets"], message: `“${id}” is not a ${provider.targets?.noun}.` })),
    );
  }
  const wantsHooks = integration.mode === "webhook" && provider.registration && !integration.appId;
  const reports = wantsHooks ? await registerTargets(ctx, integration, access, targets) : [];
  const { workspaceId, id: integrationId } = integration;
  return await transact(ctx, { workspaceId, verb: "chooseTargets", input }, async (tx) => {
    const change = evidenceOf(ctx, provider.name, reports);
    const nextPollAt = integration.mode === "polling" ? ctx.app.clock.now() : null;
    const after = await recordEvidence(tx, ctx, integration, change, { targets, nextPollAt });
    if (integration.mode === "polling") await enqueue(tx, pollIntegrationTask, { workspaceId, integrationId });
    await tx
      .delete(webhookRegistrations)
      .where(
        and(eq(webhookRegistrations.workspaceId, workspaceId), eq(webhookRegistrations.integrationId, integrationId)),
      );
    const rows = reports.map(({ target, remote, state, evidence }) => ({
      workspaceId,
      integrationId,
      target,
      remoteId: remote?.remoteId ?? "",
      url: remote?.url ?? "",
      events: [...(remote?.events ?? [])],
      state,
      evidence,
      readAt: ctx.app.clock.now(),
    }));
    if (rows.length > 0) await tx.insert(webhookRegistrations).values(rows);
    await recordEvent(tx, ctx, integrationUpdated, {
      workspaceId,
      subjectId: integrationId,
      tenantId: integration.tenantId,
      data: { provider: provider.slug, name: integration.name },
      before: { targets: integration.targets.map((target) => target.id) },
      after: { targets: targets.map((target) => target.id) },
    });
    return after ?? integration;
  });
}

/** What reading the webhooks back proved: all there, or which are not and why. */
function evidenceOf(ctx: Context, providerName: string, reports: readonly RegistrationReport[]): EvidenceChange {
  if (reports.length === 0) return {};
  const at = ctx.app.clock.now().toISOString();
  const failed = reports.filter((report) => report.state !== "registered");
  const good = reports.length - failed.length;
  const text = `${providerName} read back ${good} of ${reports.length} webhook${reports.length === 1 ? "" : "s"} that point here`;
  const first = failed[0];
  const change: EvidenceChange = { webhook_registered: good > 0 ? { at, text } : null };
  if (!first) return { ...change, degraded: null };
  return {
    ...change,
    degraded: {
      at,
      text,
      reason: `${first.target}: ${first.evidence}`,
      nextStep: "Give access to webhooks there, then choose it again.",
    },
  };
}
