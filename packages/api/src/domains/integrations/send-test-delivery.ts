import { deliveries, type integrations, webhookRegistrations } from "@plumbline/db/schema";
import { and, desc, eq, gte } from "drizzle-orm";
import { z } from "zod";
import { OutboundError } from "../../outbound/index.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import { type Context, createContext } from "../../service/context.ts";
import { AppError, PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { accessOf } from "./access/access-of.ts";
import { sealedPlace } from "./access/integration-secrets.ts";
import { hookUrl } from "./door-urls.ts";
import { testDeliverySent } from "./events.ts";
import { findProvider } from "./find-provider.ts";
import { ownTestHeader } from "./own-test-header.ts";
import { signDelivery } from "./provider/sign-delivery.ts";
import { requireConnected, requireIntegration } from "./require-integration.ts";

type Integration = typeof integrations.$inferSelect;

export const sendTestDeliveryInput = z.object({ integrationId: z.uuid() });

export type SendTestDeliveryInput = z.input<typeof sendTestDeliveryInput>;

/** One step of a test delivery's way. */
export interface TestHop {
  name: "asked" | "sent" | "answered" | "received" | "processed";
  /** Null when it did not happen in time. */
  at: Date | null;
  ok: boolean;
  detail: string;
}

/** How long the way is watched, in milliseconds. What comes later shows in the delivery log. */
const patienceMs = 8_000;

/**
 * Sends a delivery the real way, from the provider where it can be asked to, else from here to our own public address, and
 * watches it arrive.
 * @returns each hop with its time; the first that failed says why
 */
export async function sendTestDelivery(ctx: Context, input: SendTestDeliveryInput) {
  const integration = await requireIntegration(ctx, input.integrationId, "integrations:write");
  parseInput(sendTestDeliveryInput, input);
  requireConnected(integration);
  if (integration.mode === "polling") {
    throw new PreconditionError(
      `${integration.name} is polled; nothing is delivered to it.`,
      "Check it instead: that asks the provider.",
    );
  }
  const since = ctx.app.clock.now();
  const first =
    integration.method === "secret" ? await sendFromHere(ctx, integration) : await askProvider(ctx, integration);
  const hops = first.every((hop) => hop.ok) ? [...first, ...(await watch(ctx, integration, since))] : first;
  const { workspaceId, id, tenantId, provider, name } = integration;
  await transact(ctx, { workspaceId, verb: "sendTestDelivery", input }, async (tx) => {
    const arrived = hops.some((hop) => hop.name === "received" && hop.ok);
    await recordEvent(tx, ctx, testDeliverySent, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { provider, name, arrived },
    });
  });
  return { integration, hops };
}

async function askProvider(ctx: Context, integration: Integration): Promise<TestHop[]> {
  const provider = findProvider(integration.provider);
  const { workspaceId, id } = integration;
  const [hook] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(webhookRegistrations)
      .where(
        and(
          eq(webhookRegistrations.workspaceId, workspaceId),
          eq(webhookRegistrations.integrationId, id),
          eq(webhookRegistrations.state, "registered"),
        ),
      )
      .limit(1),
  );
  if (!hook || !provider.registration?.test) {
    throw new PreconditionError(
      `${provider.name} has no webhook of ours that could be tested.`,
      provider.targets
        ? `Choose ${provider.targets.plural} first.`
        : "Do something at the provider and watch the delivery log.",
    );
  }
  try {
    await provider.registration.test(await accessOf(ctx, integration), {
      target: hook.target,
      remoteId: hook.remoteId,
    });
    return [
      {
        name: "asked",
        at: ctx.app.clock.now(),
        ok: true,
        detail: `${provider.name} agreed to send a test for ${hook.target}.`,
      },
    ];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [{ name: "asked", at: null, ok: false, detail: error.message }];
  }
}

async function sendFromHere(ctx: Context, integration: Integration): Promise<TestHop[]> {
  const { app } = ctx;
  const url = hookUrl(app, integration);
  const at = app.clock.now();
  const body = Buffer.from(
    JSON.stringify({
      type: "test.sent",
      title: "Test delivery from Plumbline",
      subject: integration.name,
      at: at.toISOString(),
    }),
  );
  const secret = app.vault.open(
    integration.webhookSecret ?? "",
    sealedPlace(integration, "integrations.webhook_secret"),
  );
  const scheme = findProvider(integration.provider).webhook?.signature;
  const headers =
    scheme && signDelivery(scheme, secret, body, at, { "content-type": "application/json", [ownTestHeader]: "1" });
  if (!headers) throw new PreconditionError("Only the provider can sign for this integration.", "Send from there.");
  const sent: TestHop = { name: "sent", at, ok: true, detail: `A signed request to ${url}.` };
  try {
    const { status } = await app.outbound.request(url, {
      method: "POST",
      headers,
      body,
      attempts: 1,
      ownHost: new URL(app.config.publicUrl).host,
      purpose: "test delivery to our own door",
    });
    const answered: TestHop = {
      name: "answered",
      at: app.clock.now(),
      ok: status === 202,
      detail: `The door answered ${status}.`,
    };
    return [sent, answered];
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const detail = `${error.message} Check that PUBLIC_URL is the address of this server.`;
    return [sent, { name: "answered", at: null, ok: false, detail }];
  }
}

/** Looks at the delivery log until the test has come through, or patience ends. */
async function watch(ctx: Context, { workspaceId, id }: Integration, since: Date): Promise<TestHop[]> {
  const end = Date.now() + patienceMs;
  for (;;) {
    // A context of its own each time, so that no connection is held while waiting.
    const { reads } = createContext({ app: ctx.app, actor: ctx.actor });
    const [delivery] = await reads.workspace(workspaceId, (db) =>
      db
        .select({
          verdict: deliveries.verdict,
          reason: deliveries.reason,
          receivedAt: deliveries.receivedAt,
          answeredMs: deliveries.answeredMs,
          processedAt: deliveries.processedAt,
          signalCount: deliveries.signalCount,
          outcome: deliveries.outcome,
        })
        .from(deliveries)
        .where(
          and(
            eq(deliveries.workspaceId, workspaceId),
            eq(deliveries.integrationId, id),
            gte(deliveries.receivedAt, since),
          ),
        )
        .orderBy(desc(deliveries.receivedAt))
        .limit(1),
    );
    const late = Date.now() > end;
    if (!delivery && late) {
      return [
        {
          name: "received",
          at: null,
          ok: false,
          detail: `Nothing arrived within ${patienceMs / 1000} s. Check that the provider can reach PUBLIC_URL.`,
        },
      ];
    }
    if (delivery && (delivery.processedAt || delivery.verdict === "refused" || late)) {
      const ok = delivery.verdict === "accepted";
      const received: TestHop = {
        name: "received",
        at: delivery.receivedAt,
        ok,
        detail: ok
          ? `Signature right, stored in ${delivery.answeredMs} ms.`
          : `${delivery.verdict}: ${delivery.reason}`,
      };
      const detail = delivery.processedAt
        ? (delivery.outcome ?? `${delivery.signalCount} signal recorded.`)
        : "Still waiting for a worker.";
      return ok
        ? [received, { name: "processed", at: delivery.processedAt, ok: delivery.processedAt !== null, detail }]
        : [received];
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
