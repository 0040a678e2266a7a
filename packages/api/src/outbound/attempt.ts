import { type Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { OutboundError } from "./outbound-error.ts";

/** The answer of the far side, whatever its status. */
export interface OutboundResponse {
  /** HTTP status. */
  status: number;
  /** Header names in lower case; repeated headers joined by ", ". */
  headers: Record<string, string>;
  /** The body's bytes, at most the call's limit. */
  body: Buffer;
  /** The address that answered, after redirects. */
  url: string;
}

/** One exchange: no retry, no redirect. */
export interface ExchangeRequest {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
  /** Milliseconds from now until the last byte of the answer. */
  timeoutMs: number;
  /** Milliseconds that the caller gave to the whole call, of which redirects may have taken some: what a failure names. */
  limitMs: number;
  /** Bytes of the answer's body that are read before giving up. */
  maxResponseBytes: number;
  /** Keep what fits instead of giving up. */
  truncate: boolean;
  agent: HttpAgent;
  signal?: AbortSignal | undefined;
}

/** Sends one request and reads the whole answer. Throws an `OutboundError` when there is none. */
export function exchange(call: ExchangeRequest): Promise<OutboundResponse> {
  const { url, method, timeoutMs, limitMs, agent } = call;
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = call.signal ? AbortSignal.any([limit, call.signal]) : limit;
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(asOutboundError(error, url, limitMs, limit));
    const headers: Record<string, string | number> = { "user-agent": "Plumbline", ...call.headers };
    if (call.body !== undefined) headers["content-length"] = Buffer.byteLength(call.body);
    const req = send(url, { method, headers, agent, signal }, (res) => {
      readLimited(res, call, url.host).then(
        (body) => resolve({ status: res.statusCode ?? 0, headers: flatten(res), body, url: url.href }),
        (error) => {
          req.destroy();
          fail(error);
        },
      );
    });
    req.on("error", fail);
    req.end(call.body);
  });
}

async function readLimited(
  res: IncomingMessage,
  { maxResponseBytes: limit, truncate }: Pick<ExchangeRequest, "maxResponseBytes" | "truncate">,
  host: string,
): Promise<Buffer> {
  const tooLarge = () => new OutboundError("too_large", host, `${host} answered with more than ${limit} bytes.`);
  if (!truncate && Number(res.headers["content-length"]) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of res as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit && !truncate) throw tooLarge();
    chunks.push(chunk);
    // Leaving the loop closes the connection: the rest is not worth its time.
    if (size > limit) return Buffer.concat(chunks).subarray(0, limit);
  }
  return Buffer.concat(chunks);
}

function flatten(res: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(res.headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}

function asOutboundError(error: unknown, url: URL, limitMs: number, limit: AbortSignal): OutboundError {
  if (error instanceof OutboundError) return error;
  if (limit.aborted) {
    return new OutboundError("timeout", url.host, `${url.host} did not answer within ${limitMs / 1000} s.`);
  }
  const code = (error as { code?: string }).code ?? (error as Error).name;
  return new OutboundError("connection", url.host, `${url.host} could not be reached (${code}).`, { cause: error });
}
