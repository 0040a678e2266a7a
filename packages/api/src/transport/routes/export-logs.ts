import { exportLogs, type LogFormat, logFormats, searchOfUrl, workspaceOfUrl } from "../../domains/logs/index.ts";
import { createContext } from "../../service/context.ts";
import { InvalidInputError } from "../../service/errors.ts";
import { authenticate } from "../authenticate.ts";
import { defineRoute } from "../define-route.ts";
import { streamText } from "../stream-text.ts";

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
    const moment = app.clock.now().toISOString().slice(0, 16).replaceAll(":", "");
    const headers = {
      "content-type": contentTypes[format],
      "content-disposition": `attachment; filename="logs-${slug}-${moment}.${format}"`,
    };
    await streamText({ req, res, chunks, headers });
  },
});

function formatOf(url: URL): LogFormat {
  const format = url.searchParams.get("format") ?? "ndjson";
  const known = logFormats.find((each) => each === format);
  if (known) return known;
  throw new InvalidInputError([{ path: ["format"], message: `must be ${logFormats.join(" or ")}.` }]);
}
