import { createReadStream, existsSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../config.ts";
import { send } from "./send.ts";

const dist = fileURLToPath(new URL("../../../../apps/console/dist", import.meta.url));

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".ico": "image/x-icon",
};

/**
 * What the console's pages may load and reach. The GitHub App manifest is a form that the browser posts to GitHub itself, so
 * that one origin is a place where forms may go.
 */
const pagePolicy = (githubUrl: string) =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self' ws: wss:",
    "worker-src 'self'",
    "frame-ancestors 'self'",
    "base-uri 'self'",
    `form-action 'self' ${new URL(githubUrl).origin}`,
  ].join("; ");

/** Makes the door of the built console: files that carry a hash are kept for a year, every other path is its one page. */
export function consoleDoor({ githubUrl }: Pick<Config, "githubUrl">) {
  const policy = pagePolicy(githubUrl);
  return async (req: IncomingMessage, res: ServerResponse, url: URL) => await sendPart(req, res, url, policy);
}

async function sendPart(req: IncomingMessage, res: ServerResponse, url: URL, policy: string): Promise<void> {
  const path = resolve(join(dist, decodeURIComponent(url.pathname)));
  const isFile = path.startsWith(dist + sep) && existsSync(path) && statSync(path).isFile();
  if (!isFile && extname(url.pathname) && url.pathname.startsWith("/assets/")) {
    return send(res, 404, "text/plain; charset=utf-8", "There is no such file in this version of the console.\n");
  }
  const file = isFile ? path : join(dist, "index.html");
  if (!existsSync(file)) {
    return send(
      res,
      503,
      "text/plain; charset=utf-8",
      "The console is not built. Start with npm start, which builds it.\n",
    );
  }
  res.writeHead(200, {
    "content-type": contentTypes[extname(file)] ?? "application/octet-stream",
    "content-length": statSync(file).size,
    "cache-control": isFile && url.pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    ...(file.endsWith(".html") ? { "content-security-policy": policy } : {}),
  });
  if (req.method === "HEAD") res.end();
  else createReadStream(file).pipe(res);
}
