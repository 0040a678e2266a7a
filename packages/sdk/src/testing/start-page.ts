import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A customer's own web application, on an origin of its own. */
export interface PageServer {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** @param files text by its path; `.js` is a script, everything else a page. What is not there is answered 404. */
export async function startPage(files: Record<string, string | (() => string)>): Promise<PageServer> {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    const path = req.url ?? "/";
    asked.push(path);
    const file = files[path];
    if (file === undefined) return res.writeHead(404).end();
    const type = path.endsWith(".js") ? "text/javascript" : "text/html";
    res.writeHead(200, { "content-type": `${type}; charset=utf-8` });
    return res.end(typeof file === "function" ? file() : file);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
