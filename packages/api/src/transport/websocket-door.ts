import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { ExecutionArgs, GraphQLError } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { type WebSocket, WebSocketServer } from "ws";
import type { App } from "../app.ts";
import { resolveOperation } from "../graphql/allowed-operations.ts";
import type { GraphQLServer } from "../graphql/create-graphql-server.ts";
import { presentError } from "../graphql/present-error.ts";
import { serverContext } from "../graphql/server-context.ts";
import type { Actor } from "../service/actor.ts";
import { createContext } from "../service/context.ts";
import { AppError, UnauthenticatedError } from "../service/errors.ts";
import type { Connection } from "../subscriptions/connection.ts";
import { authenticate, authenticateBearer, refuseForeignOrigin } from "./authenticate.ts";
import { isOwnHost } from "./check-host.ts";
import { clientAddressFrom } from "./client-address.ts";
import { closeAtExpiry } from "./close-at-expiry.ts";
import { liveConnection } from "./live-connection.ts";
import { recheckCredential, stillGood } from "./recheck-credential.ts";
import { watchUnsent } from "./watch-unsent.ts";

/** Milliseconds between two pings; a far side that answers none is gone. */
const heartbeatMs = 30_000;

/** Bytes of one message, as for HTTP bodies. */
const maxPayload = 1_048_576;

/** What one socket has: who opened it, and from where. */
interface SocketExtra extends Record<PropertyKey, unknown> {
  actor?: Actor;
  /** Reads the credential again. */
  authenticate?: () => Promise<Actor>;
  clientAddress?: string;
  /** One for all of its subscriptions, so that the socket is counted once. */
  connection?: Connection;
}

/** `/graphql` as WebSocket, protocol `graphql-transport-ws`, on the same port. */
export function attachWebSocketDoor(
  app: App,
  server: Server,
  yoga: GraphQLServer,
): { size(): number; close(): Promise<void> } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload,
    handleProtocols: (offered) => pickProtocol(offered),
  });
  const clientAddress = clientAddressFrom(app.config.trustedProxies);

  server.on("upgrade", (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = (req.url ?? "").split("?")[0];
    if (path !== "/graphql" || !isOwnHost(req.headers.host, app.config.publicUrl)) {
      socket.end(
        `HTTP/1.1 ${path === "/graphql" ? "421 Misdirected Request" : "404 Not Found"}\r\nConnection: close\r\n\r\n`,
      );
      return;
    }
    sockets.handleUpgrade(req, socket, head, (ws) => {
      const send = ws.send.bind(ws) as (data: string, done: () => void) => void;
      // What does not reach somebody who is gone, or was cut off, is nobody's error.
      Object.assign(ws, { send: (data: string, done = () => {}) => send(data, () => done()) });
      sockets.emit("connection", ws, req);
      // graphql-ws writes to the console, as if we were wrong, what a client did: a message too large, a line that broke.
      ws.removeAllListeners("error");
      ws.on("error", (err) => app.log.debug({ err }, "A WebSocket ended with an error."));
    });
  });

  const disposable = useServer<Record<string, unknown>, SocketExtra>(
    {
      // An undefined context nulls every field; each operation brings its own.
      context: () => ({}),
      connectionInitWaitTimeout: 10_000,
      async onConnect(ctx) {
        const extra = ctx.extra as SocketExtra & { socket: import("ws").WebSocket; request: IncomingMessage };
        extra.clientAddress = clientAddress(extra.request);
        try {
          extra.actor = await actorOf(app, extra.request, ctx.connectionParams);
        } catch (error) {
          refuseConnection(app, extra.socket, error);
          return false;
        }
        const { socket } = extra;
        const unsent = () => socket.bufferedAmount;
        socket.once("close", watchUnsent(app, extra.actor, { unsent, cutOff: () => socket.terminate() }));
        extra.connection = { transport: "websocket", since: app.clock.now() };
        closeAtExpiry(extra.socket, extra.actor);
        extra.authenticate = () => actorOf(app, extra.request, ctx.connectionParams);
        recheckCredential(extra.socket, extra.actor, extra.authenticate);
        return true;
      },
      async onSubscribe(ctx, id, payload) {
        const extra = ctx.extra as SocketExtra & { socket: import("ws").WebSocket; request: IncomingMessage };
        const actor = extra.actor ?? { type: "anonymous" };
        if (actor.type !== "anonymous" && extra.authenticate && !(await stillGood(actor, extra.authenticate))) {
          const ended = new UnauthenticatedError("The credential of this connection has ended.", "Sign in again.");
          extra.socket.close(4403, ended.message);
          return [presentError(ended, id, app.log)];
        }
        const context = serverContext({
          actor,
          requestId: createContext({ app, actor: { type: "anonymous" } }).requestId,
          clientAddress: extra.clientAddress ?? "unknown",
          idempotencyKey: payload.extensions?.idempotencyKey as string | undefined,
          live: liveConnection(
            extra.socket,
            id,
            extra.connection ?? { transport: "websocket", since: app.clock.now() },
          ),
        });
        const { schema, parse, validate, contextFactory, execute, subscribe } = yoga.getEnveloped({
          ...context,
          // Yoga refuses mutations of a GET, which every upgrade is, and looks for the operation by its name here.
          request: { method: "POST" },
          params: { operationName: payload.operationName },
        } as never);
        try {
          const hash = (payload.extensions?.persistedQuery as { sha256Hash?: string } | undefined)?.sha256Hash;
          const document = parse(resolveOperation(actor, payload.query, hash) ?? "");
          const args = {
            schema,
            document,
            operationName: payload.operationName,
            variableValues: payload.variables,
            contextValue: Object.assign(await contextFactory(), context),
            rootValue: { execute, subscribe },
          };
          const errors = validate(schema, document) as readonly GraphQLError[];
          return errors.length > 0 ? errors.map((error) => presentError(error, context.requestId, app.log)) : args;
        } catch (error) {
          return [presentError(error, context.requestId, app.log)];
        }
      },
      execute: (args) => enveloped(args as ExecutionArgs).execute({ ...args, rootValue: undefined }),
      subscribe: (args) => enveloped(args as ExecutionArgs).subscribe({ ...args, rootValue: undefined }),
    },
    sockets as never,
    heartbeatMs,
  );
  return {
    size: () => sockets.clients.size,
    async close() {
      await disposable.dispose();
      sockets.close();
    },
  };
}

interface Enveloped {
  execute(args: unknown): never;
  subscribe(args: unknown): never;
}

function enveloped(args: ExecutionArgs): Enveloped {
  return args.rootValue as Enveloped;
}

/** Longest reason that a close frame carries, in bytes. */
const longestReason = 120;

/** Closes with 4403, as graphql-ws itself does, saying why; with 1013, after which clients come again, when it was our fault. */
function refuseConnection(app: App, socket: WebSocket, error: unknown): void {
  if (error instanceof AppError) {
    socket.close(4403, Buffer.from(error.message).subarray(0, longestReason).toString());
    return;
  }
  app.log.error({ err: error }, "A WebSocket could not be authenticated.");
  socket.close(1013, "The server cannot tell who you are just now. Try again.");
}

function pickProtocol(offered: Set<string>): string | false {
  return offered.has("graphql-transport-ws") ? "graphql-transport-ws" : false;
}

/** A bearer token in the connection's parameters, else the cookie of the upgrade, which browsers send from any page. */
async function actorOf(app: App, req: IncomingMessage, params: Record<string, unknown> | undefined): Promise<Actor> {
  const authorization = params?.authorization ?? params?.Authorization;
  if (typeof authorization === "string") return await authenticateBearer(app, authorization, req.headers.origin);
  const actor = await authenticate(app, req);
  if (actor.type === "user") refuseForeignOrigin(app, req.headers.origin);
  return actor;
}
