import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

// Walks the catalogue, so that the tables of later domains are covered without being named.

interface Column {
  table: string;
  name: string;
  type: string;
  required: boolean;
}

let database: TestDatabase;
let owner: postgres.Sql;
let tables: string[];
let columns: Column[];
const [mine, theirs] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  await owner`select plumbline.ensure_log_partition(1, (now() at time zone 'UTC')::date)`;
  await dropEverythingButPolicies();
  columns = await owner<Column[]>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull and not a.atthasdef and a.attidentity = '' as required
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attgenerated = ''`;
  tables = [...new Set(columns.map((column) => column.table))].sort();
  for (const workspace of [mine, theirs]) for (const table of workspaceTables()) await insertRow(table, workspace);
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** Foreign keys and checks would only make rows harder to make up; the policies are what is on trial. */
async function dropEverythingButPolicies(): Promise<void> {
  const constraints = await owner`
    select conrelid::regclass::text as table, conname from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('c', 'f') and conparentid = 0 order by contype desc`;
  for (const { table, conname } of constraints)
    await owner.unsafe(`alter table ${table} drop constraint "${conname}" cascade`);
}

function workspaceTables(): string[] {
  return tables.filter((table) => keyOf(table));
}

/** The column that says whose a row is. */
function keyOf(table: string): "workspace_id" | "id" | null {
  if (table === "workspaces") return "id";
  return columns.some((column) => column.table === table && column.name === "workspace_id") ? "workspace_id" : null;
}

async function insertRow(
  table: string,
  workspace: string,
  sql: postgres.Sql | postgres.TransactionSql = owner,
): Promise<void> {
  const key = keyOf(table);
  const needed = columns.filter((column) => column.table === table && (column.required || column.name === key));
  const names = needed.map((column) => `"${column.name}"`).join(", ");
  const values = needed.map((column) => (column.name === key ? `'${workspace}'` : madeUp(column.type))).join(", ");
  await sql.unsafe(`insert into "${table}" (${names}) values (${values})`);
}

function madeUp(type: string): string {
  if (type.endsWith("[]")) return `'{}'::${type}`;
  if (type === "uuid") return `'${randomUUID()}'`;
  if (type.startsWith("timestamp") || type === "date") return "now()";
  if (type === "boolean") return "false";
  if (/int|double|numeric|real/.test(type)) return "1";
  if (type === "bytea") return "'\\x00'";
  if (type.startsWith("json")) return "'{}'";
  if (type === "interval") return "'1 day'";
  return `'${randomUUID()}'`;
}

/** Runs as the app's role, bound to a workspace or to none; whatever it does is rolled back. */
async function asApp<T>(workspace: string | null, work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T> {
  let result: T | undefined;
  const undo = new Error("undo");
  await owner
    .begin(async (tx) => {
      await tx`set local role plumbline_app`;
      if (workspace) await tx`select set_config('plumbline.workspace', ${workspace}, true)`;
      result = await work(tx);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return result as T;
}

test("there are workspace tables to walk, partitions among them", () => {
  expect(workspaceTables().length).toBeGreaterThan(10);
  expect(workspaceTables().filter((table) => table.startsWith("log_entries_k1")).length).toBe(2);
});

test("row level security is forced on every table and partition", async () => {
  const open = await owner`
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`;
  expect(open).toEqual([]);
});

describe("as the app, bound to one workspace", () => {
  test("every table shows its own rows and no others", async () => {
    for (const table of workspaceTables()) {
      const owners = await asApp(mine, (tx) => tx.unsafe(`select distinct "${keyOf(table)}" as owner from "${table}"`));
      expect(
        owners.map((row) => row.owner),
        table,
      ).toEqual([mine]);
    }
  });

  test("no table lets another workspace's rows be changed or deleted", async () => {
    for (const table of workspaceTables()) {
      const touched = await asApp(mine, async (tx) => {
        const key = keyOf(table);
        const counts: number[] = [];
        for (const statement of [
          `update "${table}" set "${key}" = "${key}" where "${key}" = '${theirs}'`,
          `delete from "${table}" where "${key}" = '${theirs}'`,
        ]) {
          counts.push(
            await tx
              .savepoint((sp) => sp.unsafe(statement).then((r) => r.count))
              .catch((error: postgres.PostgresError) => {
                // The event log may not be changed by anybody.
                if (error.code === "42501") return 0;
                throw error;
              }),
          );
        }
        return counts;
      });
      expect(touched, table).toEqual([0, 0]);
    }
  });

  test("no table takes a row for another workspace", async () => {
    for (const table of workspaceTables()) {
      await expect(
        asApp(mine, (tx) => insertRow(table, theirs, tx)),
        table,
      ).rejects.toThrow(/row-level security/);
    }
  });

  test("no row can be moved to another workspace", async () => {
    for (const table of workspaceTables()) {
      await expect(
        asApp(mine, (tx) => tx.unsafe(`update "${table}" set "${keyOf(table)}" = '${theirs}'`)),
        table,
      ).rejects.toThrow(/row-level security|permission denied/);
    }
  });
});

describe("as the app, bound to nothing", () => {
  test("no table shows anything, and none takes anything", async () => {
    for (const table of tables) {
      expect(await asApp(null, (tx) => tx.unsafe(`select 1 from "${table}" limit 1`)), table).toEqual([]);
    }
    for (const table of workspaceTables()) {
      await expect(
        asApp(null, (tx) => insertRow(table, mine, tx)),
        table,
      ).rejects.toThrow(/row-level security/);
    }
  });
});

test("foreign keys between workspace tables carry the workspace", async () => {
  const fresh = await createTestDatabase();
  const sql = postgres(fresh.url, { max: 1 });
  try {
    const plain = await sql`
      with workspace_tables as (
        select c.oid, a.attnum from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
        where c.relnamespace = 'public'::regnamespace)
      select conname from pg_constraint f
      join workspace_tables here on here.oid = f.conrelid join workspace_tables there on there.oid = f.confrelid
      where f.contype = 'f' and not (here.attnum = any(f.conkey) and there.attnum = any(f.confkey))`;
    expect(plain).toEqual([]);
  } finally {
    await sql.end();
    await fresh.drop();
  }
});
