import type { Database } from "@plumbline/db";
import postgres, { type Sql } from "postgres";
import { listPartitions } from "./list-partitions.ts";
import { closedHours, isByHours, textHours } from "./text-hours.ts";

/** Bytes below which a partition is read through quickly enough without. */
const worthBytes = 64 * 2 ** 20;

/**
 * Trigrams of the bodies of today, three hours at a time as soon as they are over: partial indexes over a stretch of time, which
 * entries of now do not enter, so that the way in stays cheap and a rare word of this morning is found at once. The whole day's
 * index takes their place when it is there.
 */
export async function indexHours(database: Database, now: Date): Promise<string[]> {
  const days = (await listPartitions(database.raw)).filter(({ day }) => Date.parse(day) <= now.getTime());
  const owner = postgres(database.url, {
    max: 1,
    onnotice: () => {},
    connection: { search_path: "public", statement_timeout: 0, maintenance_work_mem: "256MB" },
  });
  const built: string[] = [];
  try {
    for (const { name, day } of days) {
      const start = Date.parse(day);
      if (await isIndexed(owner, `${name}_text`)) await dropHours(owner, name);
      else if (isByHours(start, now.getTime()) && (await isWorthIt(owner, name)))
        for (const from of closedHours(start, now.getTime())) built.push(...(await buildHours(owner, name, from)));
    }
  } finally {
    await owner.end({ timeout: 5 });
  }
  return built;
}

async function isIndexed(owner: Sql, index: string): Promise<boolean> {
  const [known] = await owner`select indisvalid as valid from pg_index where indexrelid = to_regclass(${index})`;
  return known?.valid === true;
}

async function isWorthIt(owner: Sql, partition: string): Promise<boolean> {
  const [row] = await owner`select pg_relation_size(to_regclass(${partition})) > ${worthBytes} as worth`;
  return row?.worth === true;
}

/** One that was broken off half-way is invalid and is begun anew. */
async function buildHours(owner: Sql, partition: string, from: number): Promise<string[]> {
  const index = `${partition}_text_${new Date(from).toISOString().slice(11, 13)}`;
  if (await isIndexed(owner, index)) return [];
  const [first, last] = [from, from + textHours * 3_600_000].map((ms) => new Date(ms).toISOString());
  await owner.unsafe(`drop index concurrently if exists ${index}`);
  await owner.unsafe(`create index concurrently ${index} on ${partition} using gin (body gin_trgm_ops)
    where time >= timestamptz '${first}' and time < timestamptz '${last}'`);
  return [index];
}

async function dropHours(owner: Sql, partition: string): Promise<void> {
  const rows = await owner<{ name: string }[]>`
    select indexrelid::regclass::text as name from pg_index
    where indrelid = to_regclass(${partition}) and indexrelid::regclass::text ~ '_text_[0-9][0-9]$'`;
  for (const { name } of rows) await owner.unsafe(`drop index concurrently if exists ${name}`);
}
