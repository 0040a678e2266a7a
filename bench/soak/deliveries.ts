import { createHmac } from "node:crypto";
import postgres from "postgres";
import { startBenchServer } from "../bench-server.ts";
import { makeBenchWorkspace } from "../bench-workspace.ts";
import { openDoor } from "../open-door.ts";

const perSecond = 20;

export interface SoakReport {
  ok: boolean;
  lines: string[];
}

/**
 * Sends signed deliveries at a steady pace and kills the worker every twenty seconds. In the end every delivery that was
 * answered 2xx must be stored once and be one signal, and the server must not have grown.
 */
export async function soak(minutes: number): Promise<SoakReport> {
  const server = await startBenchServer();
  const sql = postgres(server.databaseUrl, { max: 1 });
  try {
    const door = await openDoor(server, await makeBenchWorkspace(server));
    const end = Date.now() + minutes * 60_000;
    const memory: number[] = [];
    let accepted = 0;
    let kills = 0;
    for (let second = 1; Date.now() < end; second += 1) {
      const answers = await Promise.all(Array.from({ length: perSecond }, (_, n) => deliver(door, `${second}-${n}`)));
      accepted += answers.filter(Boolean).length;
      if (second % 20 === 0) {
        await server.killWorker();
        kills += 1;
      }
      // The first readings would show the start, not growth.
      if (second > 15 && second % 5 === 0) memory.push(await residentMegabytes(server.url));
      await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000)));
    }
    await settled(sql);
    const [stored] = await sql`
      select (select count(*)::int from deliveries where verdict = 'accepted') as deliveries, (select count(*)::int from signals) as signals`;
    const early = average(memory.slice(0, Math.ceil(memory.length / 4)));
    const late = average(memory.slice(-Math.ceil(memory.length / 4)));
    const ok = stored?.deliveries === accepted && stored?.signals === accepted && late < early * 1.3;
    return {
      ok,
      lines: [
        `${accepted} accepted, ${stored?.deliveries} stored, ${stored?.signals} signals; the worker was killed ${kills} times`,
        `resident memory of the server: ${early.toFixed(0)} MB in the first quarter, ${late.toFixed(0)} MB in the last`,
      ],
    };
  } finally {
    await sql.end();
    await server.stop();
  }
}

async function deliver(door: { url: string; secret: string }, id: string): Promise<boolean> {
  const body = JSON.stringify({ id, type: "soak.delivered", title: `Delivery ${id}` });
  const signature = `sha256=${createHmac("sha256", door.secret).update(body).digest("hex")}`;
  const headers = { "content-type": "application/json", "x-plumbline-signature": signature };
  const answer = await fetch(door.url, { method: "POST", headers, body }).catch(() => null);
  return answer?.ok ?? false;
}

/** Waits until every accepted delivery has been worked on, for five minutes at most. */
async function settled(sql: postgres.Sql): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const [row] =
      await sql`select count(*)::int as waiting from deliveries where verdict = 'accepted' and processed_at is null`;
    if (row?.waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function residentMegabytes(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  // At the beginning of its line: the metric's own help names it too.
  const bytes = Number(/^plumbline_process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
  if (Number.isNaN(bytes)) throw new TypeError("/metrics does not say how much memory the server holds.");
  return bytes / 2 ** 20;
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
