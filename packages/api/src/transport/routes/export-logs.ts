import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { exportLogs, type LogFormat, logFormats, searchOfUrl, workspaceOfUrl } from "../../domains/logs/index.ts";
import { createContext } from "../../service/context.ts";
import { InvalidInputError } from "../../service/errors.ts";
import { authenticate } from "../authenticate.ts";
import { defineRoute } from "../define-route.ts";

const contentTypes: Record<LogFormat, string> = {
  ndjson: "application/x-ndjson; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

/**
 * `/export/logs?workspace=<slug>&format=ndjson|csv[&query=…&since=…&until=…&level=…&service=…][&limit=10000][&after=<id>]`: log entries
 * as a download, the newest first, packed with gzip for who accepts it. A download that broke off is continued by the `id` of its
 * last entry as `after`.
 */
export const logExport = defineRoute({
  method: "GET",
  path: "/export/logs",
  async handle({ app, req, res, url, requestId }) {
    const format = formatOf(url);
    const limit = url.searchParams.has("limit") ? Number(url.searchParams.get("limit")) : null;
    const ctx = createContext({ app, actor: await authenticate(app, req), requestId });
    const { id: workspaceId, slug } = await workspaceOfUrl(ctx, url);
    const after = url.searchParams.get("after") || null;
    const chunks = await exportLogs(ctx, { workspaceId, search: searchOfUrl(url), format, after, limit });
    const packed = /\bgzip\b/.test(String(req.headers["accept-encoding"] ?? ""));
    const moment = app.clock.now().toISOString().slice(0, 16).replaceAll(":", "");
    res.writeHead(200, {
      "content-type": contentTypes[format],
      ...(packed ? { "content-encoding": "gzip" } : {}),
      vary: "accept-encoding",
      "content-disposition": `attachment; filename="logs-${slug}-${moment}.${format}"`,
      "cache-control": "no-store",
    });
    if (req.method === "HEAD") return void res.end();
    try {
      // Backpressure included: what the far side has not taken is not read. An error breaks the transfer off, which alone tells
      // the far side that its file is not whole.
      const source = Readable.from(chunks, { objectMode: true, highWaterMark: 1 });
      await (packed ? pipeline(source, createGzip({ level: 4 }), res) : pipeline(source, res as Writable));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
    }
  },
});

function formatOf(url: URL): LogFormat {
  const format = url.searchParams.get("format") ?? "ndjson";
  const known = logFormats.find((each) => each === format);
  if (known) return known;
  throw new InvalidInputError([{ path: ["format"], message: `must be ${logFormats.join(" or ")}.` }]);
}
