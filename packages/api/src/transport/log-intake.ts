import { intakeLimits } from "../domains/logs/index.ts";
import { authorize } from "../service/authorize.ts";
import { type Context, createContext } from "../service/context.ts";
import { ForbiddenError, UnauthenticatedError } from "../service/errors.ts";
import { authenticate } from "./authenticate.ts";
import type { RouteRequest } from "./define-route.ts";
import { enterLogRoom } from "./log-room.ts";
import { readCompressedBody } from "./read-compressed-body.ts";

/** A request at a door for logs: who sends, into which workspace, and what. */
export interface LogIntake {
  ctx: Context;
  workspaceId: string;
  body: Buffer;
}

/**
 * Reads a request at a door for logs and hands it on, while this process has room for it.
 * @throws UnauthenticatedError, ForbiddenError unless an API key with `logs:write` sends it; then nothing of the body is read
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
  const { workspaceId } = actor;
  await authorize(ctx, workspaceId, "logs:write");
  const room = enterLogRoom(app, workspaceId);
  try {
    const limits = { bytes: intakeLimits.bodyBytes, inflated: intakeLimits.inflatedBytes };
    const body = await readCompressedBody(req, limits, (bytes) => room.hold(bytes));
    return await work({ ctx, workspaceId, body });
  } finally {
    room.leave();
  }
}
