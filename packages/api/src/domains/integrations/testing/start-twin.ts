import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type ParsedBody, parseBody } from "./twin-body.ts";

/** A request as a twin sees it. */
export interface TwinRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: ParsedBody;
}

/** Status, JSON (or text) and headers. */
export type TwinAnswer = [status: number, body?: unknown, headers?: Record<string, string>];

/** A far side that listens on loopback and remembers what it was asked. */
export interface Twin {
  url: string;
  asked: TwinRequest[];
  /** Answers everything with this status while set. */
  refuse: number | null;
  close(): Promise<void>;
}

/** Starts a twin of a provider, which is never the provider. What `answer` does not know gives 404. */
export async function startTwin(answer: (request: TwinRequest) => TwinAnswer | null): Promise<Twin> {
  const server: Server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const url = new URL(req.url ?? "/", "http://twin");
    const request: TwinRequest = {
      method: req.method ?? "",
      path: url.pathname,
      query: url.searchParams,
      headers: req.headers,
      body: parseBody(Buffer.concat(chunks).toString(), req.headers["content-type"]),
    };
    twin.asked.push(request);
    const [status, body, headers] = twin.refuse
      ? [twin.refuse, { message: "Refused by the twin" }]
      : (answer(request) ?? [404, { message: "Not found" }]);
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
    res.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  });
  const twin: Twin = {
    url: "",
    asked: [],
    refuse: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  twin.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return twin;
}
