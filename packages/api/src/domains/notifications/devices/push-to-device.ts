import webPush from "web-push";
import { OutboundError, retryAfterMs } from "../../../outbound/index.ts";
import type { Context } from "../../../service/context.ts";
import { forgetDevice, noteDevice, openSubscription, type PushDevice } from "./push-device.ts";
import { pushKeyPair } from "./push-keys.ts";

/** Seconds for which a push service keeps a message for a browser that is off: a day. */
const ttlSeconds = 86_400;

const timeoutMs = 10_000;

export interface PushMessage {
  /** What the service worker shows. */
  payload: unknown;
  /** At most 32 characters of base64url: a later message of the same topic replaces one that still waits (RFC 8030 §5.4). */
  topic: string;
  urgency: "high" | "normal";
}

/** How a device's push service answered. */
export type PushAnswer =
  | { result: "taken"; status: number }
  | { result: "gone"; status: number }
  | { result: "refused"; status: number | null; reason: string; forGood: boolean; retryAfterMs: number };

/**
 * One message to one browser, encrypted for it alone (RFC 8291) and signed as this installation (RFC 8292). The library only
 * encrypts: the call goes through the outbound client, since a browser can name any address as its endpoint.
 */
export async function pushToDevice(ctx: Context, device: PushDevice, message: PushMessage): Promise<PushAnswer> {
  const { app } = ctx;
  const details = webPush.generateRequestDetails(openSubscription(app, device), JSON.stringify(message.payload), {
    vapidDetails: { subject: `mailto:${addressIn(app.config.mailFrom)}`, ...(await pushKeyPair(app)) },
    TTL: ttlSeconds,
    urgency: message.urgency,
    topic: message.topic,
    contentEncoding: "aes128gcm",
  });
  const { "Content-Length": _length, ...headers } = details.headers as Record<string, string | number>;
  try {
    const response = await app.outbound.request(details.endpoint, {
      method: "POST",
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
      body: details.body ?? Buffer.alloc(0),
      timeoutMs,
      attempts: 1,
      maxRedirects: 0,
      maxResponseBytes: 1024,
      truncate: true,
      breaker: `push:${device.id}`,
      purpose: "web push",
    });
    return await judge(ctx, device, response.status, response.body.toString("utf8"), retryAfterMs(response));
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const forGood = error.kind === "refused_address" || error.kind === "invalid_url";
    await noteDevice(ctx, device.id, error.message);
    return { result: "refused", status: null, reason: error.message, forGood, retryAfterMs: 0 };
  }
}

async function judge(
  ctx: Context,
  device: PushDevice,
  status: number,
  said: string,
  asked: number,
): Promise<PushAnswer> {
  if (status >= 200 && status < 300) {
    await noteDevice(ctx, device.id, null);
    return { result: "taken", status };
  }
  // RFC 8030 §7.3: the subscription has ended.
  if (status === 404 || status === 410) {
    await forgetDevice(ctx, device.id);
    return { result: "gone", status };
  }
  const words = said.replace(/\s+/g, " ").trim().slice(0, 200);
  const reason = `${device.service} answered ${status}${words ? ` (“${words}”)` : ""}.`;
  await noteDevice(ctx, device.id, reason);
  const forGood = status < 500 && status !== 429 && status !== 408;
  return { result: "refused", status, reason, forGood, retryAfterMs: asked };
}

function addressIn(mailFrom: string): string {
  return /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom;
}
