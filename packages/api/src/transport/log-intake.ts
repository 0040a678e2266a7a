import { intakeLimits } from "../domains/logs/index.ts";
import { type Context, createContext } from "../service/context.ts";
import { ForbiddenError, RateLimitedError, UnauthenticatedError } from "../service/errors.ts";
import { perApp } from "../service/per-app.ts";
import { authenticate } from "./authenticate.ts";
import type { RouteRequest } from "./define-route.ts";
import { readCompressedBody } from "./read-compressed-body.ts";

/** Bytes of bodies that one process holds at once; beyond them senders are asked to come back. */
const mostBytesHeld = 256 * 1024 * 1024;

const held = perApp(() => ({ bytes: 0 }));

/** A request at a door for logs: who sends, into which workspace, and what. */
export interface LogIntake {
  ctx: Context;
  workspaceId: string;
  body: Buffer;
}

/**
 * Reads a request at a door for logs and hands it on, while this process has room for it.
 * @throws UnauthenticatedError, ForbiddenError unless an API key sends it
 * @throws RateLimitedError while too much is held
 * @throws TooLargeError, InvalidInputError for the body
 */
export async function takeLogRequest<T>(
  { app, req, requestId }: RouteRequest,
  work: (intake: LogIntake) => Promise<T>,
): Promise<T> {
  const actor = await authenticate(app, req);
  if (actor.type === "anonymous")
    throw new UnauthenticatedError(
      "Log entries are taken with an API key.",
      "Send `Authorization: Bearer plb_live_…` with a key that has the scope logs:write.",
    );
  if (actor.type !== "api_key")
    throw new ForbiddenError(
      "logs:write",
      "Only an API key may send log entries here.",
      "Use one with the scope logs:write.",
    );
  const key = req.headers["idempotency-key"];
  const ctx = createContext({ app, actor, requestId, idempotencyKey: typeof key === "string" ? key : undefined });
  const room = held(app);
  const reserved = req.headers["content-encoding"]
    ? intakeLimits.inflatedBytes
    : Number(req.headers["content-length"] ?? intakeLimits.inflatedBytes);
  if (room.bytes + reserved > mostBytesHeld)
    throw new RateLimitedError(
      "The server holds as many log entries as it can store at once; nothing of this batch was stored.",
      1,
    );
  room.bytes += reserved;
  try {
    const body = await readCompressedBody(req, { bytes: intakeLimits.bodyBytes, inflated: intakeLimits.inflatedBytes });
    return await work({ ctx, workspaceId: actor.workspaceId, body });
  } finally {
    room.bytes -= reserved;
  }
}
