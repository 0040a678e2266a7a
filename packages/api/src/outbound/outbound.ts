import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { isIP, type Socket } from "node:net";
import { type AllowList, parseAllowList } from "./address-guard.ts";
import { exchange, type OutboundResponse } from "./attempt.ts";
import { checkAddress } from "./check-address.ts";
import { guardedLookup, requireReachable } from "./guarded-lookup.ts";
import { createHostPolicies, type HostPolicies, type HostPolicyOptions } from "./host-policies.ts";
import { openSocket } from "./open-socket.ts";
import { OutboundError } from "./outbound-error.ts";

/** One try of one call, reported whether it worked or not. Holds no query, header or body. */
export interface OutboundAttempt {
  /** What the caller wanted, e.g. `github: register webhook`. */
  purpose: string;
  method: string;
  /** Scheme, host and path. */
  url: string;
  /** 1 for the first try. */
  attempt: number;
  startedAt: Date;
  /** Milliseconds until the answer was read, or until it failed. */
  durationMs: number;
  /** HTTP status, when there was an answer. */
  status?: number;
  /** Kind of failure, when there was none. */
  failure?: OutboundError["kind"];
}

/** What one call may say. */
export interface OutboundRequest {
  /** Default GET. */
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Milliseconds for each attempt, redirects included. Default the client's. */
  timeoutMs?: number;
  /** Tries in all. Default 3 for GET, HEAD, PUT, DELETE and OPTIONS, else 1. Only failures, 429 and 5xx are tried again. */
  attempts?: number;
  /** Default 5 MB. */
  maxResponseBytes?: number;
  /** Keep the first `maxResponseBytes` of a longer answer instead of failing with `too_large`. Default false. */
  truncate?: boolean;
  /**
   * What the breaker counts failures by, for callers whose far sides share a host; null for callers that keep a breaker of their
   * own, over all processes. Default the host.
   */
  breaker?: string | null;
  /** Redirects to follow, each checked like the first address. Default 3. */
  maxRedirects?: number;
  /** Named in the attempt report. Default the host. */
  purpose?: string;
  /** Gives up early. */
  signal?: AbortSignal;
  /**
   * Host (`name:port`) that this call may reach though it is private: for calls to Plumbline's own doors, built from
   * `PUBLIC_URL`, and never for an address that a user can set.
   */
  ownHost?: string;
  /** Also told of each attempt of this call. */
  onAttempt?: (attempt: OutboundAttempt) => void;
}

/** The one client through which Plumbline calls the outside. */
export interface Outbound {
  /**
   * Calls a URL and gives the answer, whatever its status.
   * @throws OutboundError when there is no answer: refused address, time limit, connection, size, open circuit.
   */
  request(url: string | URL, options?: OutboundRequest): Promise<OutboundResponse>;
  /**
   * Tells before anything is stored whether an address could be called. A name that does not resolve yet passes; each call
   * checks again.
   * @returns `listed` when it may be called only because of `OUTBOUND_ALLOW`, else `public`
   * @throws OutboundError when the address cannot be read, or leads to a private or reserved place
   */
  check(url: string): Promise<"public" | "listed">;
  /**
   * Opens a bare TCP connection under the same guard, for protocols that are not HTTP. The caller closes it.
   * @param timeoutMs default 10,000
   * @throws OutboundError as `request`
   */
  connect(host: string, port: number, timeoutMs?: number): Promise<Socket>;
  /** Closes idle connections. */
  close(): void;
}

/** How an `Outbound` is made. */
export interface OutboundOptions extends HostPolicyOptions {
  /** The entries of `OUTBOUND_ALLOW`. Default none. */
  allow?: readonly string[];
  /** Milliseconds for each attempt of a call that names no limit of its own. Default 10,000. */
  timeoutMs?: number;
  /** Told of every attempt, e.g. for metrics. */
  onAttempt?: (attempt: OutboundAttempt) => void;
}

const defaultTimeoutMs = 10_000;
const idempotent = new Set(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]);

interface Wiring {
  options: OutboundOptions;
  allow: AllowList;
  agents: { "http:": HttpAgent; "https:": HttpAgent };
  ownAgent: HttpAgent;
  policies: HostPolicies;
}

/** Makes the client. One per process: the breakers and the connections are shared. */
export function createOutbound(options: OutboundOptions = {}): Outbound {
  const allow = parseAllowList(options.allow ?? []);
  const lookup = guardedLookup(allow);
  const wiring: Wiring = {
    options,
    allow,
    agents: {
      "http:": new HttpAgent({ keepAlive: true, lookup } as ConstructorParameters<typeof HttpAgent>[0]),
      "https:": new HttpsAgent({ keepAlive: true, lookup } as ConstructorParameters<typeof HttpsAgent>[0]),
    },
    ownAgent: new HttpAgent({ keepAlive: true }),
    policies: createHostPolicies(options),
  };
  return {
    request: async (url, request = {}) => await call(wiring, parseUrl(url), request),
    check: async (url) => await checkAddress(parseUrl(url), allow),
    connect: async (host, port, timeoutMs = options.timeoutMs ?? defaultTimeoutMs) =>
      await openSocket(allow, host, port, timeoutMs),
    close: () => {
      for (const agent of [...Object.values(wiring.agents), wiring.ownAgent]) agent.destroy();
    },
  };
}

async function call(wiring: Wiring, url: URL, request: OutboundRequest): Promise<OutboundResponse> {
  const method = (request.method ?? "GET").toUpperCase();
  const attempts = request.attempts ?? (idempotent.has(method) ? 3 : 1);
  return wiring.policies.run(
    request.breaker === undefined ? url.host : request.breaker,
    attempts,
    request.signal,
    async (attempt) => {
      const startedAt = new Date();
      const outcome: Pick<OutboundAttempt, "status" | "failure"> = {};
      try {
        const response = await follow(wiring, url, method, request);
        outcome.status = response.status;
        return response;
      } catch (error) {
        if (error instanceof OutboundError) outcome.failure = error.kind;
        throw error;
      } finally {
        const report: OutboundAttempt = {
          purpose: request.purpose ?? url.host,
          method,
          url: `${url.origin}${url.pathname}`,
          attempt,
          startedAt,
          durationMs: Date.now() - startedAt.getTime(),
          ...outcome,
        };
        wiring.options.onAttempt?.(report);
        request.onAttempt?.(report);
      }
    },
  );
}

/** One attempt: the exchange and the redirects that it leads to. */
async function follow(
  wiring: Wiring,
  start: URL,
  startMethod: string,
  request: OutboundRequest,
): Promise<OutboundResponse> {
  const limitMs = request.timeoutMs ?? wiring.options.timeoutMs ?? defaultTimeoutMs;
  const deadline = performance.now() + limitMs;
  let url = start;
  let method = startMethod;
  let body = request.body;
  let headers = { ...request.headers };
  for (let hops = request.maxRedirects ?? 3; ; hops -= 1) {
    const response = await exchange({
      url,
      method,
      headers,
      body,
      agent: agentFor(wiring, url, request.ownHost),
      timeoutMs: Math.max(1, Math.ceil(deadline - performance.now())),
      limitMs,
      maxResponseBytes: request.maxResponseBytes ?? 5_000_000,
      truncate: request.truncate ?? false,
      signal: request.signal,
    });
    const location = response.headers.location;
    if (![301, 302, 303, 307, 308].includes(response.status) || !location || request.maxRedirects === 0) {
      return response;
    }
    if (hops <= 0) throw new OutboundError("too_many_redirects", url.host, `${url.host} redirects too often.`);
    const next = parseUrl(new URL(location, url));
    if (next.origin !== url.origin) headers = withoutCredentials(headers);
    if (response.status < 307 && method !== "GET" && method !== "HEAD") {
      method = "GET";
      body = undefined;
    }
    url = next;
  }
}

function agentFor(wiring: Wiring, url: URL, ownHost: string | undefined): HttpAgent {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  const scheme = url.protocol as "http:" | "https:";
  if (ownHost !== undefined && url.host === ownHost && scheme === "http:") return wiring.ownAgent;
  if (wiring.allow.allowsHost(host, port)) return openAgents[scheme];
  // Sockets to a literal address never ask `lookup`, so it is checked here.
  if (isIP(host)) requireReachable(host, wiring.allow, url.host);
  return wiring.agents[scheme];
}

const openAgents = { "http:": new HttpAgent({ keepAlive: true }), "https:": new HttpsAgent({ keepAlive: true }) };

/** Any header may be somebody's credential (`x-api-key`, `x-authorization`), so another origin gets only those that never are. */
function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^(accept|content-type|user-agent)$/i.test(name)),
  );
}

function parseUrl(value: string | URL): URL {
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new OutboundError("invalid_url", url?.host ?? "address", "The address cannot be called.");
  }
  return url;
}
