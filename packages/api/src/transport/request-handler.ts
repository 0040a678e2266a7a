import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { App } from "../app.ts";
import { routes } from "../registry-routes.gen.ts";
import { AppError, NotFoundError } from "../service/errors.ts";
import { isOwnHost } from "./check-host.ts";
import { clientAddressFrom } from "./client-address.ts";
import { routeMatcher } from "./match-route.ts";
import { metricsFor } from "./metrics.ts";
import { send, sendJson, sendRefusal } from "./send.ts";

/** What every answer says to browsers. The console's own pages add a stricter policy. */
const headers: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-frame-options": "SAMEORIGIN",
};

export interface Doors {
  /** `/graphql`, for which the transport only names the caller. */
  graphql(
    req: IncomingMessage,
    res: ServerResponse,
    known: { requestId: string; clientAddress: string },
  ): Promise<void>;
  /** Everything that no route answers: the console. */
  console(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void>;
}

/** Answers every HTTP request. Host first, then the route; whatever goes wrong is answered once, here. */
export function requestHandler(app: App, doors: Doors): RequestListener {
  const match = routeMatcher(routes);
  const clientAddress = clientAddressFrom(app.config.trustedProxies);
  const { requests } = metricsFor(app);

  /** Labelled by the route's pattern, never by the path: ids would make a series each. */
  function observe(res: ServerResponse, method: string, route: string): void {
    const startedAt = performance.now();
    res.once("finish", () => {
      requests.observe({ route, method, status: res.statusCode }, (performance.now() - startedAt) / 1000);
    });
  }

  async function handle(req: IncomingMessage, res: ServerResponse, requestId: string): Promise<void> {
    const url = URL.parse(req.url ?? "/", "http://host");
    if (!url || !isDecodable(url.pathname))
      return send(res, 400, "text/plain; charset=utf-8", "The request's path is not a valid address.\n");
    const found = match(req.method ?? "GET", url.pathname);
    const anyHost = typeof found === "object" && found?.route.anyHost;
    if (!anyHost && !isOwnHost(req.headers.host, app.config.publicUrl))
      return refuseHost(req, res, app.config.publicUrl);
    observe(
      res,
      req.method ?? "GET",
      typeof found === "object" && found ? found.route.path : url.pathname === "/graphql" ? "/graphql" : "console",
    );
    const known = { requestId, clientAddress: clientAddress(req) };
    if (url.pathname === "/graphql") return await doors.graphql(req, res, known);
    if (found === "other method") {
      return sendJson(res, 405, {
        error: { code: "METHOD_NOT_ALLOWED", message: `${req.method} is not taken here.`, nextStep: null },
      });
    }
    if (found) return await found.route.handle({ app, req, res, url, params: found.params, ...known });
    if (req.method === "GET" || req.method === "HEAD") return await doors.console(req, res, url);
    throw new NotFoundError(
      `Nothing answers ${req.method} ${url.pathname}.`,
      "Look at /docs for the doors that exist.",
    );
  }

  return (req, res) => {
    const requestId = `req_${randomUUID().replaceAll("-", "")}`;
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    res.setHeader("x-request-id", requestId);
    handle(req, res, requestId).catch((error: unknown) => {
      if (error instanceof AppError) return sendRefusal(res, error);
      // The caller went away before it had sent everything: there is nobody to answer, and nothing of ours failed.
      if (req.destroyed && (error as NodeJS.ErrnoException).code === "ECONNRESET") return;
      app.log.error({ err: error, requestId, path: req.url }, "A request failed in a way that nobody foresaw.");
      sendJson(res, 500, {
        error: {
          code: "INTERNAL",
          message: `The server failed and has logged why, under ${requestId}.`,
          nextStep: "Try again; if it stays, report the id.",
        },
      });
    });
  };
}

/** Whether the percent signs of a path spell UTF-8. */
function isDecodable(pathname: string): boolean {
  try {
    return decodeURIComponent(pathname) !== "";
  } catch {
    return false;
  }
}

function refuseHost(req: IncomingMessage, res: ServerResponse, publicUrl: string): void {
  sendJson(res, 421, {
    error: {
      code: "WRONG_HOST",
      message: `This server does not answer for the host “${String(req.headers.host ?? "").slice(0, 100)}”.`,
      nextStep: `Use ${publicUrl}, or set PUBLIC_URL to the address that people use.`,
    },
  });
}
