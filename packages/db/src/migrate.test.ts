import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let database: TestDatabase;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

test("migrating a second time changes nothing", async () => {
  const before = await sql`select name, hash, applied_at from plumbline.migrations`;
  await migrate({ url: database.url });
  expect(await sql`select name, hash, applied_at from plumbline.migrations`).toEqual(before);
});

test("every table, also those of tomorrow, forces row level security", async () => {
  const open = await sql`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not (relrowsecurity and relforcerowsecurity)`;
  expect(open).toEqual([]);
});

test("the two roles cannot log in and bypass nothing", async () => {
  const roles = await sql`
    select rolname, rolcanlogin, rolbypassrls, rolsuper from pg_roles where rolname like 'plumbline\\_%' order by rolname`;
  expect(roles).toEqual([
    { rolname: "plumbline_app", rolcanlogin: false, rolbypassrls: false, rolsuper: false },
    { rolname: "plumbline_system", rolcanlogin: false, rolbypassrls: false, rolsuper: false },
  ]);
});

test("graphile-worker's private tables have the columns that plumbline.enqueue writes", async () => {
  const columns = await sql`
    select table_name, column_name, data_type from information_schema.columns
    where table_schema = 'graphile_worker' and (table_name, column_name) in
      (('_private_jobs', 'task_id'), ('_private_jobs', 'payload'), ('_private_jobs', 'run_at'), ('_private_jobs', 'max_attempts'), ('_private_tasks', 'identifier'))
    order by 1, 2`;
  expect(columns.map((c) => `${c.table_name}.${c.column_name} ${c.data_type}`)).toEqual([
    "_private_jobs.max_attempts smallint",
    "_private_jobs.payload json",
    "_private_jobs.run_at timestamp with time zone",
    "_private_jobs.task_id integer",
    "_private_tasks.identifier text",
  ]);
});

test("enqueue adds a job that the app's role could not add by itself", async () => {
  await sql.begin(async (tx) => {
    await tx`set local role plumbline_app`;
    await tx`select plumbline.enqueue('tests.no-such-task', '{"a":1}')`;
  });
  const [job] =
    await sql`select task_identifier from graphile_worker.jobs where task_identifier = 'tests.no-such-task'`;
  expect(job?.task_identifier).toBe("tests.no-such-task");
  await expect(
    sql.begin(async (tx) => {
      await tx`set local role plumbline_app`;
      await tx`insert into graphile_worker._private_jobs (task_id) values (1)`;
    }),
  ).rejects.toThrow(/permission denied/);
});

test("enqueue notifies nobody, and with a key keeps one job", async () => {
  const heard: string[] = [];
  const listener = postgres(database.url, { max: 1, onnotice: () => {} });
  await listener.listen("jobs:insert", (payload) => heard.push(payload));
  await sql`select plumbline.enqueue('tests.quiet', '{}')`;
  await sql`select pg_notify('jobs:insert', 'the relay wakes the workers')`;
  await expect.poll(() => heard).toEqual(["the relay wakes the workers"]);
  await listener.end();

  for (const day of ["2030-01-01", "2030-01-02"]) {
    await sql`select plumbline.enqueue('tests.keyed', '{}', run_at => ${day}::timestamptz, job_key => 'only-one')`;
  }
  const jobs = await sql`select run_at from graphile_worker.jobs where task_identifier = 'tests.keyed'`;
  expect(jobs).toEqual([{ run_at: new Date("2030-01-02T00:00:00Z") }]);
});

test("a database that another version of a migration made is refused, not guessed at", async () => {
  await sql`update plumbline.migrations set hash = 'another'`;
  await expect(migrate({ url: database.url })).rejects.toMatchObject({
    code: "DATABASE_OF_ANOTHER_VERSION",
    nextStep: expect.stringContaining("remove the data folder"),
  });
});
