import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TwinAnswer, TwinRequest } from "./start-twin.ts";
import { parseBody } from "./twin-body.ts";

/** Hands the request on to the emulator and gives its answer. */
export type PassOn = () => Promise<{ status: number; body: unknown; headers: Record<string, string> }>;

/** Stands before an emulator and answers the few calls that it lacks. */
export interface EmulatorFront {
  url: string;
  asked: TwinRequest[];
  close(): Promise<void>;
}

/** @param own answers instead of the emulator; null hands the request on as it is */
export async function startEmulatorFront(
  emulator: string,
  own: (asked: TwinRequest, passOn: PassOn) => Promise<TwinAnswer | null>,
): Promise<EmulatorFront> {
  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => res.writeHead(500).end(String(error)));
  });
  const front: EmulatorFront = {
    url: "",
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const { pathname: path, searchParams: query } = new URL(req.url ?? "/", "http://front");
    const { method = "GET", headers } = req;
    const asked = { method, path, query, headers, body: parseBody(raw.toString(), headers["content-type"]) };
    front.asked.push(asked);
    const passOn: PassOn = async () => {
      const answer = await fetch(`${emulator}${req.url}`, {
        method,
        headers: Object.fromEntries(
          ["authorization", "content-type"].flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
        ),
        ...(raw.length > 0 ? { body: raw } : {}),
        redirect: "manual",
      });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : undefined, headers: {} };
    };
    const given = await own(asked, passOn);
    const { status, body } = given ? { status: given[0], body: given[1] } : await passOn();
    res.writeHead(status, { "content-type": "application/json", ...given?.[2] });
    res.end(body === undefined ? "" : JSON.stringify(body));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  front.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return front;
}
