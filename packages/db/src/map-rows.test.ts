import { asc, count, eq, sql } from "drizzle-orm";
import { bigint, boolean, integer, jsonb, numeric, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "./open-database.ts";
import { readMoment } from "./read-moment.ts";
import type { ReadingSession } from "./reading-session.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";
import { transactionDrizzle } from "./transaction-drizzle.ts";
import { createPreparing } from "./worth-preparing.ts";

// Drizzle itself is the measure: whatever it makes of a row, the fast way makes too.

const things = pgTable("things", {
  id: uuid("id").primaryKey(),
  name: text("name"),
  size: integer("size"),
  count: bigint("count", { mode: "number" }),
  price: numeric("price"),
  on: boolean("is_on"),
  tags: text("tags").array(),
  data: jsonb("data"),
  at: timestamp("at", { withTimezone: true }),
  localAt: timestamp("local_at"),
  parentId: uuid("parent_id"),
});
const owners = pgTable("owners", { thingId: uuid("thing_id"), since: timestamp("since", { withTimezone: true }) });

let testDatabase: TestDatabase;
let theirs: postgres.Sql;
let ours: postgres.Sql;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  theirs = postgres(testDatabase.url, { max: 1, onnotice: () => {} });
  ours = postgres(testDatabase.url, { max: 1, onnotice: () => {} });
  await theirs.unsafe(`
    create table things (id uuid primary key, name text, size int, count bigint, price numeric, is_on boolean, tags text[],
      data jsonb, at timestamptz, local_at timestamp, parent_id uuid);
    create table owners (thing_id uuid, since timestamptz);
    insert into things values
      ('00000000-0000-0000-0000-000000000001', 'one', 1, 9007199254740991, 1.50, true, '{a,"b c"}', '{"deep": [1, null]}',
        '2026-11-21 14:07:02.123456+00', '2026-11-21 14:07:02.5', null),
      ('00000000-0000-0000-0000-000000000002', null, null, null, null, null, null, null, null, null,
        '00000000-0000-0000-0000-000000000001');
    insert into owners values ('00000000-0000-0000-0000-000000000001', '2026-01-01 00:00:00+00'),
      ('00000000-0000-0000-0000-000000000002', null)`);
  drizzle(ours);
});

afterAll(async () => {
  await theirs.end();
  await ours.end();
  await testDatabase.drop();
});

const selects: Record<string, (db: Db) => Promise<unknown>> = {
  "whole rows": async (db) => await db.select().from(things).orderBy(asc(things.id)),
  "named columns and expressions": async (db) =>
    await db.select({ id: things.id, twice: sql<number>`size * 2`, upper: sql<string>`upper(name)` }).from(things),
  "a number of rows": async (db) => await db.select({ n: count() }).from(things),
  "an inner join": async (db) =>
    await db.select().from(things).innerJoin(owners, eq(owners.thingId, things.id)).orderBy(asc(things.id)),
  "a left join whose row is missing": async (db) => {
    const found = eq(owners.thingId, things.parentId);
    return await db.select().from(things).leftJoin(owners, found).orderBy(asc(things.id));
  },
  "a left join whose first column is null": async (db) =>
    await db
      .select({ id: things.id, owner: { since: owners.since, thing: owners.thingId } })
      .from(things)
      .leftJoin(owners, eq(owners.thingId, things.id))
      .orderBy(asc(things.id)),
  "an object of two tables": async (db) =>
    await db
      .select({ both: { name: things.name, thing: owners.thingId } })
      .from(things)
      .leftJoin(owners, eq(owners.thingId, things.id))
      .orderBy(asc(things.id)),
};

for (const [name, select] of Object.entries(selects)) {
  test(`makes of ${name} what Drizzle makes of it, prepared or not`, async () => {
    const expected = await select(drizzle(theirs));
    for (let round = 0; round < 3; round += 1) {
      const made = await ours.begin(async (tx) => ({ rows: await select(transactionDrizzle(tx)) }));
      expect(made.rows).toEqual(expected);
    }
  });
}

test("prepares what it is asked for again, from the second time on", async () => {
  const rows = await ours.begin(async (tx) => {
    const db = transactionDrizzle(tx);
    // A choice of its own: what other tests of this process have asked for may have filled the process's.
    (db._ as unknown as { session: ReadingSession }).session.isWorthPreparing = createPreparing();
    for (const size of [1, 2, 3, 4]) await db.select({ id: things.id }).from(things).where(eq(things.size, size));
    return await tx`select (generic_plans + custom_plans)::int as runs from pg_prepared_statements
      where statement like 'select "id" from "things"%'`;
  });
  expect([...rows]).toEqual([{ runs: 3 }]);
});

test("reads moments as Date does", () => {
  const texts = ["2026-11-21 14:07:02+00", "2026-11-21 14:07:02.1+00", "2026-11-21 14:07:02.12+00"];
  texts.push("2026-11-21 14:07:02.123999+00", "1969-12-31 23:59:59.999+00", "2024-02-29 00:00:00+00");
  texts.push("2026-11-21 14:07:02.123456+05:30", "2026-11-21 14:07:02-03", "0001-01-01 00:00:00+00");
  for (const text of texts) expect(readMoment(text)).toEqual(new Date(text));
});
