import postgres from "postgres";
import { inParallel } from "../measure.ts";

// The peer of accepting a webhook: the same three inserts in one postgres.js transaction, bound to the workspace as row level
// security asks, and nothing else. Arguments: database, workspace, integration, how many, how many at once.

const [url = "", workspaceId = "", integrationId = "", count = "0", width = "1"] = process.argv.slice(2);
const sql = postgres(url, { max: Number(width), onnotice: () => {}, connection: { role: "plumbline_app" } });
const body = Buffer.from(
  JSON.stringify({ type: "bench.delivered", title: "A delivery", data: { filler: "x".repeat(3500) } }),
);
const headers = JSON.stringify({ "content-type": "application/json", "x-plumbline-signature": "sha256=0" });
const run = Math.random().toString(36).slice(2);

async function insert(index: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select set_config('plumbline.workspace', ${workspaceId}, true)`;
    const [delivery] = await tx`
      insert into deliveries (workspace_id, integration_id, provider, external_id, event, verdict, headers, body, body_bytes, received_at, answered_ms)
      values (${workspaceId}, ${integrationId}, 'generic-webhook', ${`bare-${run}-${index}`}, 'bench.delivered', 'accepted', ${headers}::text::jsonb,
        ${body}, ${body.length}, now(), 1)
      returning id`;
    await tx`
      insert into events (workspace_id, type, subject_type, subject_id, actor_type, actor_name, data)
      values (${workspaceId}, 'delivery.accepted', 'delivery', ${delivery?.id}, 'system', 'bench', '{}')`;
    await tx`select plumbline.enqueue('bench.none', json_build_object('deliveryId', ${delivery?.id}::text))`;
  });
}

await inParallel(500, Number(width), (index) => insert(index - 1_000_000));
const elapsedMs = await inParallel(Number(count), Number(width), insert);
process.send?.({ elapsedMs });
await sql.end();
