import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A webhook as the twin keeps it. */
export interface TwinHook {
  id: string;
  target: string;
  url: string;
  secret: string;
  active: boolean;
  /** ISO 8601; null when it does not end. */
  expiresAt: string | null;
}

/** What the twin was asked. */
export interface TwinCall {
  method: string;
  path: string;
  authorization: string;
  body: unknown;
}

/** Misbehaves instead of answering; true when it took the request. */
export type Misbehaviour = (req: IncomingMessage, res: ServerResponse) => boolean;

/** The far side of `twinProvider`: a small API with webhooks, events and a collector. Not a real product. */
export interface ProviderTwin {
  url: string;
  hooks: TwinHook[];
  /** Facts with the second since 1970 at which they happened, the oldest first. */
  facts: { id: string; at: number; title: string }[];
  /** What was handed on to it. */
  collected: unknown[];
  asked: TwinCall[];
  /** Tokens that are taken; null takes every one. */
  tokens: Set<string> | null;
  misbehave: Misbehaviour | null;
  /** Sent with every good answer. */
  headers: Record<string, string>;
  /** Seconds that a new webhook lives; null for ever. */
  hookLife: number | null;
  close(): Promise<void>;
}

export async function startProviderTwin(): Promise<ProviderTwin> {
  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => res.writeHead(500).end(String(error)));
  });
  const twin: ProviderTwin = {
    url: "",
    hooks: [],
    facts: [],
    collected: [],
    asked: [],
    tokens: null,
    misbehave: null,
    headers: {},
    hookLife: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(req.url ?? "/", "http://twin");
    const authorization = req.headers.authorization ?? "";
    const body = text ? (JSON.parse(text) as unknown) : undefined;
    twin.asked.push({ method: req.method ?? "", path: url.pathname, authorization, body });
    if (twin.misbehave?.(req, res)) return;
    const known = twin.tokens === null || twin.tokens.has(authorization.replace("Bearer ", ""));
    const [status, answer] = known ? answerOf(twin, req.method ?? "", url, body) : [401, { message: "Unknown token" }];
    res.writeHead(status, { "content-type": "application/json", ...twin.headers }).end(JSON.stringify(answer));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  twin.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return twin;
}

function answerOf(twin: ProviderTwin, method: string, url: URL, body: unknown): [number, unknown] {
  const [, first, id] = url.pathname.split("/");
  if (first === "me") return [200, { login: "acme" }];
  if (first === "facts") {
    const since = Number(url.searchParams.get("since"));
    return [200, twin.facts.filter(({ at }) => at >= since)];
  }
  if (first === "collect") {
    twin.collected.push(body);
    return [200, { status: "queued" }];
  }
  if (first === "token" && method === "DELETE") return [200, {}];
  return first === "hooks" ? answerHooks(twin, method, id, body) : [404, { message: "No such thing" }];
}

function answerHooks(twin: ProviderTwin, method: string, id: string | undefined, body: unknown): [number, unknown] {
  const found = twin.hooks.find((hook) => hook.id === id);
  const life = () => (twin.hookLife ? new Date(Date.now() + twin.hookLife * 1000).toISOString() : null);
  if (method === "POST") {
    const given = body as Pick<TwinHook, "target" | "url"> & { secret?: string };
    const hook = { id: randomUUID(), secret: randomUUID(), active: true, expiresAt: life(), ...given };
    twin.hooks.push(hook);
    return [201, hook];
  }
  if (id === undefined) return [200, twin.hooks.map((hook) => ({ ...hook, secret: undefined }))];
  if (!found) return [404, { message: "No such hook" }];
  if (method === "DELETE") twin.hooks = twin.hooks.filter((hook) => hook !== found);
  if (method === "PUT") Object.assign(found, body, { active: true, expiresAt: life() });
  return [200, { ...found, secret: undefined }];
}
