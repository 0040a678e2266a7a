import type { LogFilter } from "../packages/api/src/domains/logs/store/log-filter.ts";
import { postgresLogStore } from "../packages/api/src/domains/logs/store/postgres-log-store.ts";
import { openDatabase } from "../packages/db/src/index.ts";
import { parseLogQuery } from "../packages/sdk/src/logs/query/index.ts";
import { startBenchPostgres } from "./bench-server.ts";
import { type SeededLogs, seedLogs } from "./logs/seed-logs.ts";
import { type Benchmark, type Measure, ms, quantile } from "./measure.ts";

/** Entries in the store, and first pages that are asked for. `LOG_ROWS` for a quicker look. */
const rows = Number(process.env.LOG_ROWS ?? 10_000_000);
const questions = 300;
const limitMs = 150;
const pageSize = 50;

const hour = 3_600_000;
const spans = [hour, 6 * hour, 24 * hour, 72 * hour, 168 * hour];
const levels = ["level:info", "level:>=warn", "level:error", "level:warn"];

interface Question {
  readonly workspaceId: string;
  readonly text: string;
  readonly spanMs: number;
  readonly kind: string;
}

/** What people look for: everyday words, phrases, an id that stands in few entries, and one that stands in none. */
export function makeQuestions(ids: readonly string[]): Question[] {
  let state = 42;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;
  const kinds: Record<string, () => string> = {
    "an everyday word": () => pick(["payment", "timeout", "webhook", "cart"]),
    "a phrase": () =>
      pick(['"payment refused card declined"', '"webhook retried connection reset"', '"cart expired after timeout"']),
    "a rare id": () => `"order ${Math.floor(random() * 9_000_000) + 1_000_000}"`,
    "a word that is nowhere": () => pick(["unobtainium", "flibbertigibbet", "0xdeadbeefcafe"]),
  };
  return Array.from({ length: questions }, () => {
    const kind = pick(Object.keys(kinds));
    const workspaceId = ids[Math.floor(ids.length * random() ** 3)] as string;
    return { workspaceId, kind, spanMs: pick(spans), text: `${pick(levels)} ${kinds[kind]?.()}` };
  });
}

/** Asks every question once, as the console does, and says how long each first page took. */
export async function askQuestions(url: string, { workspaceIds, now }: Pick<SeededLogs, "workspaceIds" | "now">) {
  const database = openDatabase({ url, max: 4 });
  const store = postgresLogStore(database);
  const took: { question: Question; ms: number; found: number }[] = [];
  try {
    for (const question of makeQuestions(workspaceIds)) {
      const parsed = parseLogQuery(question.text);
      if (!parsed.ok || !parsed.query) throw new Error(question.text);
      const filter: LogFilter = { kind: "query", query: { node: parsed.query, now, environments: new Map() } };
      const startedAt = performance.now();
      const since = (now - question.spanMs) * 1000;
      const found = await store.page(question.workspaceId, { filter, since, until: now * 1000, limit: pageSize + 1 });
      took.push({ question, ms: performance.now() - startedAt, found: found.length });
    }
  } finally {
    await database.close();
  }
  return took;
}

export const logSearch: Benchmark = {
  name: "log-search",
  async run(): Promise<Measure[]> {
    const server = await startBenchPostgres();
    try {
      const seeded = await seedLogs(server.url, rows);
      process.stderr.write(
        `${rows.toLocaleString("en")} entries in ${Math.round(seeded.seconds.rows)} s, indexed in ${Math.round(seeded.seconds.indexes)} s\n`,
      );
      // Once for the caches, as on a server that has been asked before.
      await askQuestions(server.url, seeded);
      const took = await askQuestions(server.url, seeded);
      for (const [kind, own] of Map.groupBy(took, ({ question }) => question.kind)) {
        const times = own.map((each) => each.ms);
        process.stderr.write(`${kind}: p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}\n`);
      }
      const times = took.map((each) => each.ms);
      const p95 = quantile(times, 0.95);
      return [
        {
          what: `Log search, ${rows.toLocaleString("en")} entries: first page by workspace, level, time and text`,
          value: `p95 ${ms(p95)} (p50 ${ms(quantile(times, 0.5))})`,
          against: `${limitMs} ms`,
          ratio: p95 / limitMs,
          budget: { sign: "<=", ratio: 1 },
        },
      ];
    } finally {
      await server.stop();
    }
  },
};
