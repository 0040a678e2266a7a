import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readPostmasterPid } from "../packages/db/src/embedded/postmaster-pid.ts";
import { isAlive } from "../packages/db/src/embedded/process-identity.ts";
import { type SpawnedScript, spawnScript } from "./testing/spawn-script.ts";

// What a person sees who types `npm start`: real processes, real signals, nothing left behind.
// Each starts whole processes, which takes long on a machine that has other work.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: string;
let dataDir: string;
const running: SpawnedScript[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-start-"));
  chmodSync(folder, 0o711);
  dataDir = join(folder, "data");
});

afterEach(async () => {
  for (const start of running.splice(0)) {
    start.child.kill("SIGTERM");
    await start.ended;
  }
  await serverGone();
  rmSync(folder, { recursive: true, force: true });
});

function startPlumbline(env: Record<string, string> = {}): SpawnedScript {
  const started = spawnScript(["scripts/start.ts"], { PLUMBLINE_DATA: dataDir, ...env });
  running.push(started);
  return started;
}

async function serverGone(): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    const found = readPostmasterPid(join(dataDir, "postgres"));
    if (!found || !isAlive(found.pid)) return;
    await sleep(20);
  }
  throw new Error("The server still runs.");
}

test("answers, and one Ctrl-C that arrives three times over stops everything", async () => {
  const start = startPlumbline();
  await start.prints("Plumbline is ready at ");
  const url = /ready at (\S+)/.exec(start.output())?.[1] ?? "";
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(await (await fetch(url)).text()).toContain("<html");
  for (const name of ["Console", "GraphiQL", "Mailbox", "Data", "Ctrl-C"]) expect(start.output()).toContain(name);

  for (let times = 0; times < 3; times += 1) start.child.kill("SIGINT");
  expect(await start.ended).toBe(0);
  expect(readPostmasterPid(join(dataDir, "postgres"))).toBeUndefined();
  await expect(fetch(url)).rejects.toThrow();
});

test("refuses a data folder in use with the next step, and leaves the one that runs alone", async () => {
  const first = startPlumbline();
  await first.prints("Plumbline is ready at ");
  const second = startPlumbline();
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`The data folder ${dataDir} is in use by another Plumbline`);
  expect(second.output()).toContain("set PLUMBLINE_DATA to another folder");
  const url = /ready at (\S+)/.exec(first.output())?.[1] ?? "";
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

test("refuses a taken port before anything is started", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  const start = startPlumbline({ PORT: String(port) });
  expect(await start.ended).toBe(1);
  expect(start.output()).toContain(`Port ${port} on 127.0.0.1 is in use by another program.`);
  expect(start.output()).toContain(`PORT=${port + 1} npm start`);
  expect(start.output()).not.toContain("Starting Postgres");
  other.close();
});

test("names a database that does not answer, without its password", async () => {
  const start = startPlumbline({ DATABASE_URL: "postgres://ana:secret@127.0.0.1:9/plumbline" });
  expect(await start.ended).toBe(1);
  expect(start.output()).toContain("The database at ana@127.0.0.1:9/plumbline does not answer: nothing listens there.");
  expect(start.output()).toContain("Check DATABASE_URL");
  expect(start.output()).not.toContain("secret");
  expect(start.output()).not.toContain("    at ");
});

test("names a setting that is wrong", async () => {
  const start = startPlumbline({ PORT: "abc" });
  expect(await start.ended).toBe(1);
  expect(start.output()).toMatch(/PORT.*whole number/);
});

test("asked to stop while it starts, it stops what is already open", async () => {
  const start = startPlumbline();
  await start.prints("Starting Postgres 18");
  start.child.kill("SIGTERM");
  expect(await start.ended).toBe(0);
  expect(start.output()).not.toContain("Plumbline is ready");
  await serverGone();
});

test("killed outright, it leaves neither a process nor a server", async () => {
  const start = startPlumbline();
  await start.prints("Plumbline is ready at ");
  const owner = JSON.parse(readFileSync(join(dataDir, "in-use-by.json"), "utf8")) as { pid: number };
  start.child.kill("SIGKILL");
  for (let waited = 0; isAlive(owner.pid) && waited < 60_000; waited += 20) await sleep(20);
  expect(isAlive(owner.pid)).toBe(false);
  await serverGone();
});
