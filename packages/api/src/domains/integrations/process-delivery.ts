import { deliveries, integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { enqueue } from "../../outbox/enqueue.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { buttonPressed } from "./events.ts";
import { findProvider } from "./find-provider.ts";
import { parsePayload } from "./intake/parse-payload.ts";
import { pollIntegrationTask } from "./jobs/poll-integration.ts";
import { ownTestHeader } from "./own-test-header.ts";
import type { NormalisedSignal } from "./provider/normalised-signal.ts";
import type { Provider } from "./provider.ts";
import { pressIn } from "./read-press.ts";
import { recordEvidence } from "./record-evidence.ts";
import { recordSignals } from "./record-signals.ts";

type Delivery = typeof deliveries.$inferSelect;

export const processDeliveryInput = z.object({ workspaceId: z.uuid(), deliveryId: z.uuid() });

export type ProcessDeliveryInput = z.input<typeof processDeliveryInput>;

/** How long a live integration's row is left alone, in milliseconds: a burst of deliveries must not queue for one row's lock. */
const touchEveryMs = 1_000;

/** Turns a stored delivery into its signals, once, and lets the proof move the integration. Running it again changes nothing. */
export async function processDelivery(ctx: Context, input: ProcessDeliveryInput): Promise<void> {
  const { workspaceId, deliveryId } = parseInput(processDeliveryInput, input);
  await authorize(ctx, workspaceId, "deliveries:write");
  await transact(ctx, { workspaceId, verb: "processDelivery", input }, async (tx) => {
    const own = and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, deliveryId));
    const [found] = await tx
      .select({ delivery: deliveries, integration: integrations })
      .from(deliveries)
      .innerJoin(
        integrations,
        and(eq(integrations.workspaceId, deliveries.workspaceId), eq(integrations.id, deliveries.integrationId)),
      )
      .where(own)
      .for("update", { of: deliveries });
    if (!found || found.delivery.processedAt) return;
    const { delivery, integration } = found;
    const provider = findProvider(delivery.provider);
    const { facts, problem } = factsOf(ctx, provider, delivery);
    const fresh = await recordSignals(tx, ctx, integration, facts, { by: "webhook", deliveryId });
    if (provider.webhook?.thenPoll && fresh.length > 0) {
      await enqueue(tx, pollIntegrationTask, { workspaceId, integrationId: integration.id, isTold: true });
    }
    const press = problem ? null : pressIn(ctx, delivery);
    if (press && !delivery.replayOf) {
      await recordEvent(tx, ctx, buttonPressed, {
        workspaceId,
        subjectId: deliveryId,
        data: { integrationId: integration.id, provider: delivery.provider, actionId: press.actionId },
      });
    }
    const outcome = problem ?? (press ? "A button was pressed." : explain(facts.length, fresh.length));
    const now = ctx.app.clock.now();
    await tx.update(deliveries).set({ processedAt: now, signalCount: fresh.length, outcome }).where(own);
    // By the moments of arrival, not of this work: a backlog would otherwise touch the row once for each delivery.
    const last = integration.lastDeliveryAt?.getTime() ?? 0;
    const idle = delivery.receivedAt.getTime() - last > touchEveryMs;
    // A replay is our own doing and proves nothing about the provider.
    if (delivery.replayOf || (integration.state === "live" && !idle)) return;
    if (integration.state === "disconnected") return;
    // Our own test proves the door and its secret; who else sends here is still to be seen.
    const ownTest = ownTestHeader in delivery.headers;
    const text = ownTest
      ? "A test delivery from Plumbline itself came through this door, its signature was right"
      : `${provider.name} sent ${delivery.event || "a delivery"}, its signature was right`;
    await recordEvidence(
      tx,
      ctx,
      integration,
      { live: { at: delivery.receivedAt.toISOString(), text, ...(ownTest ? { from: "Plumbline" } : {}) } },
      { lastDeliveryAt: delivery.receivedAt, ...(fresh.length > 0 ? { lastSignalAt: now } : {}) },
    );
  });
}

function factsOf(
  ctx: Context,
  provider: Provider,
  delivery: Delivery,
): { facts: NormalisedSignal[]; problem?: string } {
  const parsed = parsePayload(delivery.body, delivery.headers["content-type"]);
  if ("problem" in parsed) return { facts: [], problem: parsed.problem };
  const { event, headers, receivedAt, externalId, id } = delivery;
  try {
    const facts = provider.signals?.({
      event: event ?? "",
      payload: parsed.payload,
      headers,
      receivedAt,
      deliveryId: externalId ?? id,
    });
    return { facts: facts ?? [] };
  } catch (error) {
    // A shape that the provider's file does not expect fails the same way each time: say so instead of trying for two days.
    ctx.app.log.error(
      { err: error, deliveryId: id, provider: provider.slug },
      "A provider's file could not read a delivery.",
    );
    return {
      facts: [],
      problem: `Plumbline's reader for ${provider.name} failed on this delivery. The body is kept; replay it after an update.`,
    };
  }
}

function explain(found: number, fresh: number): string | null {
  if (found === 0) return "Nothing in it is a signal.";
  return fresh === 0 ? "Its facts were known already." : null;
}
