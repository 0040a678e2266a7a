import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ScratchPostgres, startScratchPostgres } from "../packages/db/src/embedded/start-scratch-postgres.ts";
import { spawnScript } from "./testing/spawn-script.ts";

// `npm run serve` and `npm run work`: processes apart on one database that nobody migrated before.
// Each starts whole processes, which takes long on a machine that has other work.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const serve = ["packages/api/src/serve.ts"];
const work = ["packages/api/src/work.ts"];
let postgres: ScratchPostgres;

beforeAll(async () => {
  postgres = await startScratchPostgres();
});
afterAll(async () => await postgres.stop());

test("several of each share an empty database, and stop by one SIGTERM", async () => {
  const env = { DATABASE_URL: postgres.url, PLUMBLINE_DATA: postgres.dataDir };
  const processes = [spawnScript(serve, env), spawnScript(work, env), spawnScript(serve, env)];
  for (const each of processes) await each.prints(" is ready");
  for (const each of [processes[0], processes[2]]) {
    const url = /ready at (\S+)/.exec(each?.output() ?? "")?.[1];
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { timeout: 30_000 }).toBe(200);
  }
  for (const each of processes) each.child.kill("SIGTERM");
  expect(await Promise.all(processes.map((each) => each.ended))).toEqual([0, 0, 0]);
});

test.each([
  { name: "serve", command: serve },
  { name: "work", command: work },
])("$name says which database does not answer, and that it needs one", async ({ command }) => {
  const env = { PLUMBLINE_DATA: postgres.dataDir };
  const lost = spawnScript(command, { ...env, DATABASE_URL: "postgres://ana:secret@127.0.0.1:9/plumbline" });
  const without = spawnScript(command, { ...env, DATABASE_URL: "" });
  expect(await Promise.all([lost.ended, without.ended])).toEqual([1, 1]);
  expect(lost.output()).toContain("The database at ana@127.0.0.1:9/plumbline does not answer: nothing listens there.");
  expect(lost.output()).not.toMatch(/secret| {4}at /);
  expect(without.output()).toContain("DATABASE_URL is not set.");
});
