import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A customer's own web application on an origin of its own: one page that embeds the widget, and a backend that mints tokens. */
export interface HostPage {
  readonly url: string;
  /** How often the page asked its backend for a token. */
  readonly asked: () => number;
  close(): Promise<void>;
}

export interface HostPageOptions {
  /** Where Plumbline is, as the page sees it. */
  apiUrl: string;
  /** The backend's part: asks Plumbline for a token with its secret key. Null answers 503. */
  mint(origin: string): Promise<{ token: string; expiresAt: string } | null>;
  /** Style of the page. */
  css?: string;
}

export async function startHostPage({ apiUrl, mint, css = "" }: HostPageOptions): Promise<HostPage> {
  let asked = 0;
  const server = createServer(async (req, res) => {
    if (req.url === "/token" && req.method === "POST") {
      asked += 1;
      const token = await mint(url);
      res.writeHead(token ? 200 : 503, { "content-type": "application/json" });
      return res.end(JSON.stringify(token));
    }
    if (req.url !== "/") return res.writeHead(404).end();
    res.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    res.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Acme settings</title>
      <meta name="viewport" content="width=device-width, initial-scale=1"><style>${css}</style>
      <script type="module" src="${apiUrl}/widgets/integrations.js"></script></head>
      <body><main><h1>Connections</h1><p>What Acme is connected to.</p>
      <plumbline-integrations api-url="${apiUrl}" token-url="/token"></plumbline-integrations></main></body></html>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked: () => asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
