import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that the far side received. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  /** The body's bytes as they came. */
  raw: Buffer;
  path: string;
}

/** A far side of a customer's: a real HTTP server that does as the test says. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** From now on answers like this. Default: 204. */
  answer: (res: ServerResponse, request: Received) => void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const request = { headers: req.headers, body: raw.toString(), raw, path: req.url ?? "" };
    receiver.received.push(request);
    receiver.answer(res, request);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=tk`,
    received: [],
    answer: (res) => res.writeHead(204).end(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
