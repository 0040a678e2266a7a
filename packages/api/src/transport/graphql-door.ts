import type { IncomingMessage, ServerResponse } from "node:http";
import type { App } from "../app.ts";
import type { GraphQLServer } from "../graphql/create-graphql-server.ts";
import { presentError } from "../graphql/present-error.ts";
import { serverContext } from "../graphql/server-context.ts";
import { AppError } from "../service/errors.ts";
import { authenticate } from "./authenticate.ts";
import { readOperation, UnreadableFormatError } from "./read-operation.ts";
import { stillGood } from "./recheck-credential.ts";
import { sendJson, statusOf } from "./send.ts";
import { watchUnsent } from "./watch-unsent.ts";

/** Milliseconds within which a reader must take something of what waits for it. */
const patienceMs = 60_000;

/** `/graphql` over HTTP: names the caller, reads the operation, hands over. */
export function graphqlDoor(app: App, yoga: GraphQLServer) {
  return async (
    req: IncomingMessage,
    res: ServerResponse,
    { requestId, clientAddress }: { requestId: string; clientAddress: string },
  ): Promise<void> => {
    try {
      const actor = await authenticate(app, req);
      // Yoga takes a `body` that somebody has parsed before it.
      if (req.method === "POST") Object.assign(req, { body: await readOperation(req) });
      const key = req.headers["idempotency-key"];
      const idempotencyKey = Array.isArray(key) ? key.join(",") : key;
      if (req.headers.accept?.includes("text/event-stream")) {
        res.once("close", watchUnsent(app, actor, { unsent: () => res.writableLength, cutOff: () => res.destroy() }));
        res.setTimeout(patienceMs, () => res.destroy());
      }
      const isStillGood = () => stillGood(actor, () => authenticate(app, req));
      await yoga.handle(req, res, serverContext({ actor, requestId, clientAddress, idempotencyKey, isStillGood }));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      allowReading(app, req, res);
      sendGraphQLError(app, res, requestId, error);
    }
  };
}

/** A page of another origin that brought a bearer token may read why it was refused; without this it would see a network error. */
function allowReading(app: App, { headers: { origin, authorization } }: IncomingMessage, res: ServerResponse): void {
  const { allowedOrigins } = app.config;
  if (!origin || !authorization || !(allowedOrigins.includes("*") || allowedOrigins.includes(origin))) return;
  res.setHeader("access-control-allow-origin", origin);
  res.setHeader("vary", "origin");
}

function sendGraphQLError(app: App, res: ServerResponse, requestId: string, error: AppError): void {
  const status = error instanceof UnreadableFormatError ? 415 : statusOf[error.code];
  // The rest of a body that is too large is not read; the connection cannot be used again.
  const headers: Record<string, string> = error.code === "TOO_LARGE" ? { connection: "close" } : {};
  sendJson(res, status, { errors: [presentError(error, requestId, app.log).toJSON()] }, headers);
}
