import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type AuditFormat, auditChunks, auditFormats, exportAudit } from "../../domains/workspaces/index.ts";
import { createContext } from "../../service/context.ts";
import { InvalidInputError } from "../../service/errors.ts";
import { authenticate } from "../authenticate.ts";
import { defineRoute } from "../define-route.ts";

const contentTypes: Record<AuditFormat, string> = {
  ndjson: "application/x-ndjson; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

/** `/export/audit?workspace=<slug>&format=ndjson|csv[&type=…&actorType=…&since=…&until=…]`: the audit log as a download. */
export const auditExport = defineRoute({
  method: "GET",
  path: "/export/audit",
  async handle({ app, req, res, url, requestId }) {
    const format = formatOf(url);
    const filter = filterOf(url);
    const ctx = createContext({ app, actor: await authenticate(app, req), requestId });
    const { slug, entries } = await exportAudit(ctx, url.searchParams.get("workspace") ?? "", filter);
    const day = app.clock.now().toISOString().slice(0, 10);
    res.writeHead(200, {
      "content-type": contentTypes[format],
      "content-disposition": `attachment; filename="audit-${slug}-${day}.${format}"`,
      "cache-control": "no-store",
    });
    if (req.method === "HEAD") return void res.end();
    try {
      // Backpressure included: what the far side has not taken is not read. An error breaks the transfer off, which alone tells
      // the far side that its file is not whole.
      await pipeline(Readable.from(auditChunks(format, entries)), res);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
    }
  },
});

function formatOf(url: URL): AuditFormat {
  const format = url.searchParams.get("format") ?? "ndjson";
  const known = auditFormats.find((each) => each === format);
  if (known) return known;
  throw new InvalidInputError([{ path: ["format"], message: `must be ${auditFormats.join(" or ")}.` }]);
}

function filterOf({ searchParams }: URL) {
  const types = searchParams.getAll("type");
  const actorTypes = searchParams.getAll("actorType");
  return {
    types: types.length > 0 ? types : null,
    actorTypes: actorTypes.length > 0 ? actorTypes : null,
    since: momentOf("since", searchParams.get("since")),
    until: momentOf("until", searchParams.get("until")),
  };
}

function momentOf(name: string, text: string | null): Date | null {
  if (text === null) return null;
  const moment = new Date(text);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw new InvalidInputError([{ path: [name], message: "must be a time in ISO 8601, 2026-11-21T14:07:02Z." }]);
}
