import type { Logger } from "../logger.ts";
import { quietly } from "./quietly.ts";
import { withLogContext } from "./request-context.ts";
import { type RequestLogOptions, requestContext, writeRequest } from "./request-entry.ts";

/**
 * Wraps a handler of the form `(request) => response` (Hono, Next.js, Bun, Deno, Workers with `nodejs_compat`): its entries carry the
 * request's id, trace and context, and its end is an entry of its own. An error is logged and thrown on.
 */
export function logFetchHandler<Rest extends unknown[]>(
  logger: Logger,
  handle: (request: Request, ...rest: Rest) => Response | Promise<Response>,
  { context, logs }: RequestLogOptions<Request> = {},
): (request: Request, ...rest: Rest) => Promise<Response> {
  return (request, ...rest) => {
    const { pathname } = new URL(request.url);
    const seen = { method: request.method, url: pathname, header: (name: string) => request.headers.get(name) };
    const startedAt = performance.now();
    const end = (status: number | null, error?: unknown) => {
      if (quietly(() => logs?.(request)) === false && error === undefined) return;
      writeRequest(logger, seen, { status, durationMs: performance.now() - startedAt, error });
    };
    return withLogContext({ ...requestContext(seen), ...quietly(() => context?.(request)) }, async () => {
      try {
        const response = await handle(request, ...rest);
        end(response.status);
        return response;
      } catch (error) {
        end(500, error ?? "nothing was thrown as an error");
        throw error;
      }
    });
  };
}
