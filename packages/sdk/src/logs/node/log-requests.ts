import { AsyncResource } from "node:async_hooks";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "../logger.ts";
import { quietly } from "./quietly.ts";
import { withLogContext } from "./request-context.ts";
import { type RequestLogOptions, requestContext, writeRequest } from "./request-entry.ts";

/**
 * A middleware for node:http, Express, Connect and whatever else calls `(request, response, next)`. Everything that is logged while the
 * request is handled carries its id, trace and context; its end is an entry of its own. The id goes back as `x-request-id`.
 */
export function logRequests<Request extends IncomingMessage = IncomingMessage>(
  logger: Logger,
  { context, logs }: RequestLogOptions<Request> = {},
): (request: Request, response: ServerResponse, next: () => void) => void {
  return (request, response, next) => {
    const seen = {
      method: request.method ?? "GET",
      // Express cuts `url` down to what is left for a router.
      url: (request as Request & { originalUrl?: string }).originalUrl ?? request.url ?? "/",
      header: (name: string) => [request.headers[name]].flat()[0],
    };
    const startedAt = performance.now();
    const own = requestContext(seen);
    if (!response.headersSent) response.setHeader("x-request-id", own.requestId);
    withLogContext({ ...own, ...quietly(() => context?.(request)) }, () => {
      let ended = false;
      // An emitter calls its listeners in the context of whoever emits.
      const end = AsyncResource.bind((status: number | null) => {
        if (ended) return;
        ended = true;
        if (quietly(() => logs?.(request)) === false) return;
        writeRequest(logger, seen, { status, durationMs: performance.now() - startedAt });
      });
      response.once("finish", () => end(response.statusCode));
      response.once("close", () => end(response.writableFinished ? response.statusCode : null));
      next();
    });
  };
}
