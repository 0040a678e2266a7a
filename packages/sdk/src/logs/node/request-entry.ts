import { newIdempotencyKey } from "../../new-idempotency-key.ts";
import type { LogContext } from "../log-context.ts";
import type { Logger } from "../logger.ts";
import { readTraceParent } from "./read-trace-parent.ts";

/** How requests are told apart and told of. */
export interface RequestLogOptions<Request> {
  /** What is known about a request before it is handled: tenant, user, anything. */
  context?: ((request: Request) => LogContext) | undefined;
  /** False for requests that are not worth an entry: `({ url }) => url !== "/healthz"`. They have their context all the same. */
  logs?: ((request: Request) => boolean) | undefined;
}

/** A request as any server knows it. */
export interface SeenRequest {
  method: string;
  /** Path with or without query; the query is never logged, for secrets live there. */
  url: string;
  header(name: string): string | null | undefined;
}

/** A caller's own id is taken over when it could not be mistaken for anything else. */
const plainId = /^[\w.:-]{1,128}$/;

/** The context of a request: its id (`x-request-id`, or a new one) and its trace (`traceparent`). */
export function requestContext({ header }: SeenRequest): LogContext & { requestId: string } {
  const given = header("x-request-id") ?? "";
  return { requestId: plainId.test(given) ? given : newIdempotencyKey(), ...readTraceParent(header("traceparent")) };
}

/** What a request came to. `status` is null when the client left before the answer. */
export interface RequestEnd {
  status: number | null;
  durationMs: number;
  error?: unknown;
}

/** One entry for a request that has ended: `GET /carts/1 200 in 12 ms`, graver when it failed. */
export function writeRequest(
  logger: Logger,
  { method, url }: SeenRequest,
  { status, durationMs, error }: RequestEnd,
): void {
  const path = url.split("?", 1)[0] ?? "";
  const level =
    error !== undefined || (status ?? 0) >= 500 ? "error" : status === null || status >= 400 ? "warn" : "info";
  const came = status === null ? "left by the client" : String(status);
  logger.log(level, `${method} ${path} ${came} in ${Math.round(durationMs)} ms`, {
    "http.request.method": method,
    "url.path": path,
    ...(status === null ? {} : { "http.response.status_code": status }),
    duration_ms: Math.round(durationMs * 1000) / 1000,
    error,
  });
}
