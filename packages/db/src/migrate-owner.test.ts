import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";

// A managed Postgres gives its owner no superuser: these tests migrate as such a one.

let admin: postgres.Sql;

beforeAll(() => {
  admin = postgres(inject("plumblineTestPostgres"), { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await admin.end();
});

async function withOwner(rights: string, run: (url: string) => Promise<void>): Promise<void> {
  const name = `owner_${Math.random().toString(36).slice(2, 10)}`;
  await admin.unsafe(`create role ${name} login password 'known' ${rights}`);
  await admin.unsafe(`create database ${name} owner ${name}`);
  const url = new URL(inject("plumblineTestPostgres"));
  Object.assign(url, { username: name, password: "known", pathname: `/${name}` });
  try {
    await run(url.href);
  } finally {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.unsafe(`drop owned by ${name} cascade`);
    await admin.unsafe(`drop role ${name}`);
  }
}

describe("an owner who is no superuser", () => {
  test("migrates and can take both roles", async () => {
    // The roles exist already in this cluster and belong to another; an administrator hands them on, as on a shared server.
    await withOwner("createrole", async (url) => {
      const name = new URL(url).username;
      await admin.unsafe(`grant plumbline_app, plumbline_system to ${name}`);
      await migrate({ url });
      await migrate({ url });
      const database = openDatabase({ url });
      const [app] = await database.rawApp`select current_user as role, (select count(*)::int from workspaces) as seen`;
      const [system] = await database.raw`select current_user as role`;
      await database.raw`select plumbline.enqueue('tests.by-owner', '{}')`;
      await database.close();
      expect(app).toEqual({ role: "plumbline_app", seen: 0 });
      expect(system).toEqual({ role: "plumbline_system" });
    });
  });

  test("without the roles is told which right is missing and who gives it", async () => {
    await withOwner("nocreaterole", async (url) => {
      const name = new URL(url).username;
      await expect(migrate({ url })).rejects.toMatchObject({
        code: "DATABASE_FORBIDDEN",
        message: expect.stringContaining(name),
        nextStep: expect.stringContaining("createrole"),
      });
    });
  });
});

test("a database that does not answer is named without its password", async () => {
  const failure = migrate({ url: "postgres://ana:secret@127.0.0.1:9/nowhere" });
  await expect(failure).rejects.toMatchObject({
    code: "DATABASE_UNREACHABLE",
    message: "The database at ana@127.0.0.1:9/nowhere does not answer: nothing listens there.",
  });
});

test("a wrong password is told apart from a missing server", async () => {
  const url = new URL(inject("plumblineTestPostgres"));
  url.password = "wrong";
  await expect(migrate({ url: url.href })).rejects.toMatchObject({
    code: "DATABASE_UNREACHABLE",
    message: expect.stringContaining("it refused the password"),
  });
});

test("two processes that migrate the same empty database at once both succeed", async () => {
  await withOwner("superuser", async (url) => {
    await Promise.all([migrate({ url }), migrate({ url })]);
    const sql = postgres(url, { max: 1 });
    expect(await sql`select name from plumbline.migrations`).toHaveLength(1);
    await sql.end();
  });
});
