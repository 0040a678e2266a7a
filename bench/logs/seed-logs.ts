import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { indexClosed } from "../../packages/api/src/domains/logs/store/index-closed.ts";
import { indexHours } from "../../packages/api/src/domains/logs/store/index-hours.ts";
import { openDatabase } from "../../packages/db/src/index.ts";

/** Where the entries of a seeded store lie. */
export interface SeededLogs {
  readonly workspaceIds: readonly string[];
  /** Milliseconds since 1970 of the newest entry. */
  readonly now: number;
  readonly rows: number;
  readonly seconds: { readonly rows: number; readonly indexes: number };
}

/** A level with its share of all entries and the days that it is kept. */
const classes = [
  { severity: 9, text: "INFO", share: 0.7, keep: 7 },
  { severity: 5, text: "DEBUG", share: 0.13, keep: 1 },
  { severity: 13, text: "WARN", share: 0.11, keep: 14 },
  { severity: 17, text: "ERROR", share: 0.06, keep: 30 },
] as const;

const services = ["checkout", "catalogue", "billing", "search", "gateway", "mailer", "identity", "stock"];
const verbs = ["finished", "started", "received", "stored", "sent", "retried", "refused", "expired"];
const nouns = ["request", "order", "payment", "session", "message", "picture", "invoice", "webhook", "cart", "export"];
const ends = [
  "in time",
  "by customer",
  "after timeout",
  "card declined",
  "connection reset by peer",
  "from cache",
  "with warnings",
];

/** Numbers that look random and are the same each time (xorshift). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** Shares of workspaces: the first has a quarter of everything, the last few crumbs. */
function pickWorkspace(random: () => number, count: number): number {
  return Math.min(count - 1, Math.floor(count * random() ** 3));
}

const hex = (random: () => number, digits: number) =>
  Array.from({ length: digits / 8 }, () =>
    Math.floor(random() * 4_294_967_296)
      .toString(16)
      .padStart(8, "0"),
  ).join("");

/** Writes the entries of one day and class with COPY, in the order of their time. */
async function seedDay(
  sql: postgres.Sql,
  options: {
    leaf: string;
    rows: number;
    from: number;
    to: number;
    kind: (typeof classes)[number];
    ids: readonly string[];
    seed: number;
  },
): Promise<void> {
  const { leaf, rows, from, to, kind, ids, seed } = options;
  const random = randomFrom(seed);
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;
  function* chunks(): Generator<string> {
    let text = "";
    for (let n = 0; n < rows; n += 1) {
      const time = new Date(from + ((to - from) * (n + 0.5)) / rows).toISOString();
      const service = pick(services);
      const order = Math.floor(random() * 9_000_000) + 1_000_000;
      const body = `${pick(nouns)} ${pick(verbs)} ${pick(ends)} for order ${order} by ${hex(random, 16)} in ${Math.floor(random() * 900)} ms`;
      const attributes = `{"duration_ms": ${Math.floor(random() * 900)}, "http.status": ${pick([200, 200, 200, 404, 500])}, "order.id": "${order}"}`;
      const workspace = ids[pickWorkspace(random, ids.length)] as string;
      text += `${workspace}\t${kind.keep}\t${time}\t${time}\t${time}\t${kind.severity}\t${kind.text}\t${body}\t${service}\tt${Math.floor(random() * 50)}\t{"service.name": "${service}", "host.name": "web-${Math.floor(random() * 9)}"}\t${attributes}\n`;
      if (text.length < 1 << 18) continue;
      yield text;
      text = "";
    }
    yield text;
  }
  const stream = await sql
    .unsafe(
      `copy ${leaf} (workspace_id, keep_days, time, observed_at, received_at, severity, severity_text, body, service, tenant, resource, attributes) from stdin`,
    )
    .writable();
  await pipeline(Readable.from(chunks()), stream);
}

/**
 * So many entries of twenty workspaces over the days that their levels are kept, and the indexes of the days and hours that are
 * over, made by what the job calls. By the owner's connection: what is measured comes later, through the store.
 */
export async function seedLogs(url: string, rows: number): Promise<SeededLogs> {
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const now = Date.now();
  const midnight = Math.floor(now / 86_400_000) * 86_400_000;
  const ids = (
    await sql`insert into workspaces (name, slug) select 'Bench ' || n, 'bench-' || n from generate_series(1, 20) n returning id`
  ).map(({ id }) => id as string);
  const startedAt = performance.now();
  for (const kind of classes) {
    const days = kind.keep + (now - midnight) / 86_400_000;
    for (let back = kind.keep; back >= 0; back -= 1) {
      const from = midnight - back * 86_400_000;
      const to = Math.min(from + 86_400_000, now);
      const own = Math.round((rows * kind.share * (to - from)) / 86_400_000 / days);
      const day = new Date(from).toISOString().slice(0, 10);
      const [made] = await sql`select plumbline.ensure_log_partition(${kind.keep}, ${day}::date) as leaf`;
      await seedDay(sql, { leaf: made?.leaf, rows: own, from, to, kind, ids, seed: kind.severity * 1000 + back + 1 });
    }
  }
  const seeded = performance.now();
  const database = openDatabase({ url, max: 2 });
  await indexClosed(database, new Date(now));
  await indexHours(database, new Date(now));
  await database.close();
  await sql`vacuum analyze log_entries`;
  const seconds = { rows: (seeded - startedAt) / 1000, indexes: (performance.now() - seeded) / 1000 };
  await sql.end();
  return { workspaceIds: ids, now, rows, seconds };
}
