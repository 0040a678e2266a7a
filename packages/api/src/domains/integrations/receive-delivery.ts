import { createHash } from "node:crypto";
import { encodeId } from "../../graphql/ids.ts";
import type { Context } from "../../service/context.ts";
import { appHookUrl, hookUrl } from "./door-urls.ts";
import { answerHandshake } from "./intake/answer-handshake.ts";
import { doorCacheOf } from "./intake/door-cache.ts";
import { type Door, type DoorKey, secretsAt } from "./intake/find-doors.ts";
import { parsePayload } from "./intake/parse-payload.ts";
import { redactHeaders } from "./intake/redact-headers.ts";
import { storeDelivery } from "./intake/store-delivery.ts";
import { storeRefusal } from "./intake/store-refusal.ts";
import { createTokenBucket } from "./intake/token-bucket.ts";
import { verifyMeans } from "./intake/verify-means.ts";
import { signatureHeaders } from "./provider/signature-scheme.ts";
import { verifySignature } from "./provider/verify-signature.ts";
import { type HandshakeAnswer, readBy, type WebhookContract } from "./provider/webhook-contract.ts";
import type { Provider } from "./provider.ts";
import { storableText } from "./storable-text.ts";

/** A request at a door, as it came. */
export interface ReceiveDeliveryInput {
  provider: Provider;
  /** From the path; null at the app's one door, where the delivery itself says whose it is. */
  integrationId: string | null;
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
  receivedAt: Date;
  /** `performance.now()` at the request's first byte. */
  startedAt: number;
}

/** What the door answers. */
export interface IntakeAnswer {
  status: number;
  body: Record<string, unknown>;
  /** Instead of `body`, where the provider wants its own words back. */
  handshake?: HandshakeAnswer;
}

/** Looks into the database after a signature that did not fit: the secret may be new. Bounded, because forgers cause them too. */
const rereads = createTokenBucket({ burst: 10, perSecond: 2, most: 5_000 });

const refuse = (status: number, code: string, message: string, nextStep: string): IntakeAnswer => ({
  status,
  body: { error: { code, message, nextStep } },
});

/**
 * Takes a delivery in: signature over the raw bytes, then delivery, job and event in one transaction, then the answer. Whatever
 * cannot be verified is refused. It authorizes by the signature; the actor has no part in it.
 */
export async function receiveDelivery(ctx: Context, input: ReceiveDeliveryInput): Promise<IntakeAnswer> {
  const { provider, integrationId } = input;
  const { webhook } = provider;
  if (!webhook) return refuse(404, "NOT_FOUND", `${provider.name} sends no webhooks.`, "Connect it by polling.");
  const key = integrationId === null ? routeOf(webhook, input) : { integrationId };
  const doors = key ? await doorCacheOf(ctx.app).get(provider, key) : [];
  if (!key || doors.length === 0) {
    const handshake = integrationId === null ? await answerHandshake(ctx.app, provider, input) : null;
    if (handshake) return { status: handshake.status, body: {}, handshake };
    return refuse(
      404,
      "NOT_FOUND",
      integrationId === null
        ? "The delivery names no account that is connected here."
        : "There is no such integration, or it is disconnected or polled.",
      "Copy the address from the integration's page, or remove this webhook.",
    );
  }
  const answers = await Promise.all(doors.map((door) => receiveAtDoor(ctx, input, webhook, key, door)));
  return answers.sort((a, b) => a.status - b.status)[0] as IntakeAnswer;
}

function routeOf(webhook: WebhookContract, { headers, body }: ReceiveDeliveryInput): DoorKey | null {
  if (!webhook.route) return null;
  const parsed = parsePayload(body, headers["content-type"]);
  const { account, app } = webhook.route({ headers, payload: "payload" in parsed ? parsed.payload : undefined });
  return account || app ? { account, app } : null;
}

async function receiveAtDoor(
  ctx: Context,
  input: ReceiveDeliveryInput,
  webhook: WebhookContract,
  key: DoorKey,
  known: Door,
  isRetry = false,
): Promise<IntakeAnswer> {
  const { provider, headers, body } = input;
  const now = ctx.app.clock.now();
  const doorUrl =
    input.integrationId === null
      ? appHookUrl(ctx.app, provider.slug)
      : hookUrl(ctx.app, { id: input.integrationId, provider: provider.slug });
  const means = verifyMeans(ctx.app, provider, doorUrl);
  const secrets = secretsAt(known, now.getTime());
  const refusal = await verifySignature(webhook.signature, { body, headers }, secrets, now, means);
  if (refusal) {
    const mayLook = !isRetry && rereads.take(known.integrationId, now.getTime());
    const fresh = mayLook ? await reread(ctx, provider, key, known) : undefined;
    if (fresh && fresh.version !== known.version) return await receiveAtDoor(ctx, input, webhook, key, fresh, true);
    await remember(ctx, input, known, { verdict: "refused", reason: refusal.message });
    return refuse(
      401,
      refusal.code.toUpperCase(),
      refusal.message,
      "Nothing was stored as a signal. Correct the sender and send it again.",
    );
  }
  const parsed = parsePayload(body, headers["content-type"]);
  if ("problem" in parsed) {
    await remember(ctx, input, known, { verdict: "refused", reason: parsed.problem });
    return refuse(400, "MALFORMED", parsed.problem, "Send valid JSON.");
  }
  const externalId = storable(readBy(webhook.deliveryId, headers, parsed.payload)) || hashOf(body);
  const event = storable(readBy(webhook.event, headers, parsed.payload));
  const stored = await storeDelivery(ctx.app, provider, known, {
    externalId,
    event,
    headers: keptHeaders(webhook, headers),
    body,
    receivedAt: input.receivedAt,
    elapsedMs: performance.now() - input.startedAt,
    requestId: ctx.requestId,
  });
  const handshake = webhook.handshake?.(parsed.payload) ?? undefined;
  switch (stored.verdict) {
    case "accepted":
      return {
        status: 202,
        body: { accepted: true, delivery: encodeId("dlv", stored.id) },
        ...(handshake ? { handshake } : {}),
      };
    case "duplicate":
      await remember(ctx, input, known, {
        verdict: "duplicate",
        reason: `A delivery with the id ${externalId} was accepted before.`,
        externalId,
        event,
      });
      return { status: 200, body: { accepted: true, duplicate: true }, ...(handshake ? { handshake } : {}) };
    case "changed": {
      const fresh = isRetry ? undefined : await reread(ctx, provider, key, known);
      if (fresh) return await receiveAtDoor(ctx, input, webhook, key, fresh, true);
      return refuse(404, "NOT_FOUND", "The integration was disconnected.", "Remove this webhook.");
    }
  }
}

/** The door as the database has it now. */
async function reread(ctx: Context, provider: Provider, key: DoorKey, known: Door): Promise<Door | undefined> {
  const doors = await doorCacheOf(ctx.app).refresh(provider, key);
  return doors.find((door) => door.integrationId === known.integrationId);
}

/** A name from a payload, as Postgres can keep it. */
const storable = (text: string | undefined) => storableText(text ?? "", 200);

const hashOf = (body: Buffer) => `sha256:${createHash("sha256").update(body).digest("hex")}`;

function keptHeaders(webhook: WebhookContract, headers: ReceiveDeliveryInput["headers"]): Record<string, string> {
  return redactHeaders(headers, webhook.signature.kind === "bearer" ? signatureHeaders(webhook.signature) : []);
}

interface Verdict {
  verdict: "refused" | "duplicate";
  reason: string;
  externalId?: string;
  event?: string;
}

async function remember(ctx: Context, input: ReceiveDeliveryInput, door: Door, verdict: Verdict): Promise<void> {
  const { provider, headers, body, receivedAt, startedAt } = input;
  const webhook = provider.webhook as WebhookContract;
  await storeRefusal(ctx.app, provider, door, {
    verdict: verdict.verdict,
    reason: storableText(verdict.reason, 500),
    externalId: verdict.externalId ?? null,
    event:
      verdict.event ??
      readBy(typeof webhook.event === "string" ? webhook.event : undefined, headers, undefined) ??
      null,
    headers: keptHeaders(webhook, headers),
    body,
    receivedAt,
    elapsedMs: performance.now() - startedAt,
    requestId: ctx.requestId,
  });
}
