import { OutboundError, retryAfterMs } from "../../outbound/index.ts";
import type { Context } from "../../service/context.ts";
import type { ChannelDelivery, PutOff, Refused, Taken } from "./channel-kind.ts";
import { clip } from "./notification-message.ts";

/** Milliseconds that a far side has to answer. */
const timeoutMs = 12_000;

/** Bytes of the answer that are kept. */
const keptBytes = 1024;

/** Milliseconds for which a far side is left alone whose breaker is open. */
const pausedMs = 30_000;

/** Milliseconds for which a far side is left alone that answers 429 without saying how long. */
const defaultPauseMs = 30_000;

export interface ChannelCall {
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
  /** How the far side is called in words. */
  farSide: string;
  /** Statuses that say that the channel itself is wrong, besides 401 and 403. */
  gone?: readonly number[];
  /** What the far side's own words say is wrong; undefined where the status says enough. */
  faultIn?: (status: number, said: string) => Refused["fault"] | undefined;
  /** What to do about a refusal. */
  nextStep: string;
  /** What proves it, where the status alone does not say. */
  proofOf?: (answer: string) => string;
}

/** Posts to a channel's far side, once, and reads the answer as every kind over HTTP does. */
export async function callChannel(
  ctx: Context,
  { channel, message }: Pick<ChannelDelivery, "channel" | "message">,
  call: ChannelCall,
): Promise<Taken | Refused | PutOff> {
  const { url, headers, body, farSide, nextStep } = call;
  try {
    const response = await ctx.app.outbound.request(url, {
      method: "POST",
      headers,
      body,
      timeoutMs,
      attempts: 1,
      // A redirect would carry the message to an address that nobody chose and that was never checked.
      maxRedirects: 0,
      maxResponseBytes: keptBytes,
      truncate: true,
      breaker: `channel:${channel.id}`,
      purpose: `channel: ${channel.kind}`,
    });
    const { status } = response;
    const said = clip(response.body.toString("utf8"), keptBytes);
    if (status >= 200 && status < 300) {
      const what = call.proofOf?.(said) ?? `“${clip(message.title, 120)}” answered with ${status}`;
      return { result: "taken", status, response: said, proof: { what, from: farSide } };
    }
    const asked = retryAfterMs(response);
    return {
      result: "refused",
      status,
      reason: reasonOf(status, farSide, said),
      nextStep: status === 429 ? "Wait: it is tried again when the far side takes messages again." : nextStep,
      response: said,
      fault: call.faultIn?.(status, said) ?? faultOf(status, call.gone),
      retryAfterMs: status === 429 ? asked || defaultPauseMs : asked,
    };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    if (error.kind === "circuit_open") return { result: "put_off", waitMs: pausedMs + Math.random() * 10_000 };
    return {
      result: "refused",
      status: null,
      reason: error.message,
      nextStep: error.nextStep,
      response: null,
      fault: error.kind === "refused_address" || error.kind === "invalid_url" ? "channel" : "moment",
    };
  }
}

function reasonOf(status: number, farSide: string, said: string): string {
  const words = said.replace(/\s+/g, " ").trim();
  const quoted = words ? ` (“${clip(words, 200)}”)` : "";
  if (status === 429) return `${farSide} takes no more messages for now: it answered 429${quoted}.`;
  if (status >= 300 && status < 400) return `${farSide} answered ${status}, a redirect; redirects are not followed.`;
  return `${farSide} answered ${status}${quoted}.`;
}

function faultOf(status: number, gone: readonly number[] = []): Refused["fault"] {
  if (status === 401 || status === 403 || gone.includes(status)) return "channel";
  if (status >= 300 && status < 400) return "channel";
  return "moment";
}
