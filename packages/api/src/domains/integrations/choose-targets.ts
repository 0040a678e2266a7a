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
import { coverage } from "./reconcile/coverage.ts";
import { recordEvidence } from "./record-evidence.ts";
import { lockConnected } from "./registration/lock-connected.ts";
import { registerWebhooks } from "./registration/register-webhooks.ts";
import { removeOrphans, standingWebhooks } from "./registration/remove-orphans.ts";
import { storeRegistrations } from "./registration/store-registrations.ts";
import { wantedWebhooks } from "./registration/wanted-webhooks.ts";
import { webhookEvidence } from "./registration/webhook-evidence.ts";
import { disconnectedError, requireConnected, requireIntegration } from "./require-integration.ts";

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
  // What the provider offers is taken as it is; what somebody types goes into paths of its API.
  const malformed = targets.filter(
    ({ id }) =>
      !offered.some((target) => target.id === id) &&
      (!/^[\w.-]+(\/[\w.-]+)*$/.test(id) || id.split("/").includes("..")),
  );
  if (malformed.length > 0) {
    throw new InvalidInputError(
      malformed.map(({ id }) => ({ path: ["targets"], message: `“${id}” is not a ${provider.targets?.noun}.` })),
    );
  }
  const wanted = wantedWebhooks({ ...integration, targets }, access.credentials);
  const reports = wanted ? await registerWebhooks(ctx, integration, { ...access, targets }, wanted) : [];
  const { workspaceId, id: integrationId } = integration;
  const chosen = await transact(ctx, { workspaceId, verb: "chooseTargets", input }, async (tx) => {
    if (!(await lockConnected(tx, integration))) return null;
    const now = ctx.app.clock.now();
    const change = webhookEvidence(now, provider.name, reports);
    const comparison = wanted ? { reports, adopted: 0, removed: 0 } : null;
    const columns = {
      targets,
      nextPollAt: integration.mode === "polling" && provider.poll ? now : null,
      ...coverage({ ...integration, nextPollAt: null }, { comparison, filled: null, problem: null }, now),
    };
    const after = await recordEvidence(tx, ctx, integration, change, columns);
    if (integration.mode === "polling") await enqueue(tx, pollIntegrationTask, { workspaceId, integrationId });
    await storeRegistrations(tx, ctx.app, integration, reports);
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
  if (chosen) return chosen;
  await removeOrphans(ctx, integration, access, standingWebhooks(reports));
  throw disconnectedError(integration);
}
