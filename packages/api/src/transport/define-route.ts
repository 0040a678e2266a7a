import type { IncomingMessage, ServerResponse } from "node:http";
import type { App } from "../app.ts";

export interface RouteRequest {
  app: App;
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  /** What the `:names` of the path matched, decoded. */
  params: Record<string, string>;
  /** The client's address: the socket's, or what a trusted proxy says. */
  clientAddress: string;
  requestId: string;
}

/** One door. Declared in `transport/routes/<name>.ts`; the registry collects them by path. */
export interface Route {
  readonly kind: "route";
  /** `*` answers every method. */
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "OPTIONS" | "*";
  /** `/hooks/:provider/:integrationId`; a last segment `*` matches the rest. */
  readonly path: string;
  /** True when any `Host` may call: probes ask by address. Default false. */
  readonly anyHost: boolean;
  handle(request: RouteRequest): Promise<void>;
}

export function defineRoute(options: Omit<Route, "kind" | "anyHost"> & { anyHost?: boolean }): Route {
  return { kind: "route", anyHost: false, ...options };
}
