import { OutboundError, retryAfterMs } from "../../outbound/index.ts";
import type { Context } from "../../service/context.ts";
import type { ClaimedAttempt } from "./claim-attempt.ts";
import type { WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { signWebhook } from "./sign-webhook.ts";
import { webhookBody } from "./webhook-body.ts";
import { messageIdOutside } from "./webhook-ids.ts";
import { secretPlace } from "./webhook-secret.ts";

/** Milliseconds that an endpoint has to answer, as Standard Webhooks advises. */
const timeoutMs = 15_000;

/** Bytes of the answer that are kept. */
const keptBytes = 1024;

/** How one attempt went. */
export interface AttemptOutcome {
  startedAt: Date;
  durationMs: number;
  /** Null when there was no answer. */
  status: number | null;
  /** Null when it was delivered: any 2xx. */
  error: string | null;
  response: string | null;
  /** What the endpoint asked to wait, in milliseconds. */
  retryAfterMs: number;
}

/** Sends one message once. Returns null when the endpoint is left alone for a while because its last attempts failed. */
export async function makeAttempt(
  ctx: Context,
  { message, endpoint, event }: ClaimedAttempt,
): Promise<AttemptOutcome | null> {
  const startedAt = ctx.app.clock.now();
  const begun = performance.now();
  const body = webhookBody(event);
  const id = messageIdOutside(message.id);
  const signature = signWebhook({ id, at: startedAt, body, secrets: secretsOf(ctx, endpoint, startedAt) });
  const timing = () => ({ startedAt, durationMs: Math.round(performance.now() - begun) });
  try {
    const response = await ctx.app.outbound.request(endpoint.url, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Plumbline-Webhooks/1", ...signature },
      body,
      timeoutMs,
      attempts: 1,
      // A redirect would carry the event to an address that nobody chose and that was never checked.
      maxRedirects: 0,
      maxResponseBytes: keptBytes,
      truncate: true,
      breaker: `webhook:${endpoint.id}`,
      purpose: "webhook",
    });
    const { status } = response;
    return {
      ...timing(),
      status,
      error: problemWith(status),
      response: textOf(response.body),
      retryAfterMs: retryAfterMs(response),
    };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    if (error.kind === "circuit_open") return null;
    return { ...timing(), status: null, error: error.message, response: null, retryAfterMs: 0 };
  }
}

function secretsOf(ctx: Context, endpoint: WebhookEndpoint, at: Date): string[] {
  const { secret, previousSecret, previousSecretUntil } = endpoint;
  const sealed = [secret, previousSecretUntil && previousSecretUntil > at ? previousSecret : null];
  return sealed.filter((one) => one !== null).map((one) => ctx.app.vault.open(one, secretPlace(endpoint)));
}

function problemWith(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return "The endpoint answered 410: it is gone for good.";
  if (status >= 300 && status < 400)
    return `The endpoint answered ${status}, a redirect; redirects are not followed. Use the final address.`;
  return `The endpoint answered ${status}; only a 2xx counts as delivered.`;
}

/** Postgres stores no NUL in text; what is not UTF-8 shows as replacement characters. */
function textOf(body: Buffer): string {
  return body.toString("utf8").replaceAll("\u0000", "\ufffd");
}
