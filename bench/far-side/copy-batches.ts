import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { inParallel } from "../measure.ts";
import { logResource, logRows } from "./log-rows.ts";

// COPYs the same rows in the same batches into a bare table and says how long all took. Arguments: database, entries of a batch, batches,
// how many at once.

const [url = "", size = "0", count = "0", width = "1"] = process.argv.slice(2);
const sql = postgres(url, { max: Number(width), onnotice: () => {}, connection: { search_path: "public" } });
const quoted = (text: string) => text.replace(/[\\\t\n\r]/g, "\\$&");
const resource = quoted(JSON.stringify(logResource));
const workspace = "0193c8f0-0000-7000-8000-000000000001";

function encode(batch: number): string {
  return logRows(batch, Number(size))
    .map((row) => {
      const time = new Date(row.millis).toISOString();
      const attributes = quoted(JSON.stringify(row.attributes));
      return `${workspace}\t7\t${time}\t${time}\t${time}\t${row.severity}\t${row.severityText}\t${quoted(row.body)}\tcheckout\t${row.attributes.tenant}\t\\\\x${row.traceId}\t\\\\x${row.spanId}\tbench\t${resource}\t${attributes}\n`;
    })
    .join("");
}

const texts = Array.from({ length: Number(count) }, (_, batch) => encode(batch));

async function copy(index: number): Promise<void> {
  const into = await sql`
    copy bare_entries (workspace_id, keep_days, time, observed_at, received_at, severity, severity_text, body, service, tenant, trace_id,
      span_id, scope, resource, attributes) from stdin`.writable();
  await pipeline(Readable.from([Buffer.from(texts[index] as string)]), into);
}

await inParallel(Number(width), Number(width), () => sql`select 1`);
const elapsedMs = await inParallel(Number(count), Number(width), copy);
process.send?.({ elapsedMs });
await sql.end();
