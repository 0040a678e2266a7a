import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readPostmasterPid } from "./postmaster-pid.ts";
import { isAlive } from "./process-identity.ts";
import { startEmbeddedPostgres } from "./start-embedded-postgres.ts";

let folder: string;
const elsewhere: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-embedded-"));
  chmodSync(folder, 0o711);
});

afterEach(() => {
  for (const path of [folder, ...elsewhere.splice(0)]) rmSync(path, { recursive: true, force: true });
});

function startIn(dataDir: string) {
  return startEmbeddedPostgres({ dataDir, onLog: () => {}, durability: "volatile" });
}

async function ask(url: string, statement: string): Promise<postgres.Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/** Another process that holds the data folder, as `npm start` does. */
async function holdInProcess(dataDir: string): Promise<ChildProcess> {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL("./start-embedded-postgres.ts", import.meta.url).href)});
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, onLog: () => {}, durability: "volatile" });
    console.log("up");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout as NodeJS.ReadableStream, "data");
  return child;
}

async function killHard(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** Kills the process that holds the data folder and waits until its server is gone too. */
async function killHolder(holder: ChildProcess, dataDir: string): Promise<void> {
  const pid = readPostmasterPid(join(dataDir, "postgres"))?.pid as number;
  await killHard(holder);
  for (let waited = 0; isAlive(pid) && waited < 30_000; waited += 20) await sleep(20);
  expect(isAlive(pid)).toBe(false);
}

test("keeps what was written, the password and the port from one start to the next, also in a folder that moved", async () => {
  const first = await startIn(join(folder, "data"));
  await ask(first.url, "create table kept as select 'ü' as word");
  await first.stop();
  renameSync(join(folder, "data"), join(folder, "moved"));

  const second = await startIn(join(folder, "moved"));
  expect(second.url).toBe(first.url);
  expect(
    await ask(second.url, "select word, current_setting('server_version_num')::int >= 180000 as new from kept"),
  ).toEqual([{ word: "ü", new: true }]);
  await second.stop();
  expect(statSync(join(folder, "moved", "postgres.json")).mode & 0o777).toBe(0o600);
});

test("listens on loopback only and asks for the password", async () => {
  const server = await startIn(join(folder, "data"));
  const stranger = new URL(server.url);
  stranger.password = "guessed";
  await expect(ask(stranger.href, "select 1")).rejects.toThrow(/password authentication failed/);
  const settings =
    "select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories') order by 1";
  expect(await ask(server.url, settings)).toEqual([
    { name: "listen_addresses", setting: "127.0.0.1" },
    { name: "unix_socket_directories", setting: "" },
  ]);
  await server.stop();
});

test("refuses a data folder that a living process holds, and names the process", async () => {
  const holder = await holdInProcess(join(folder, "data"));
  await expect(startIn(join(folder, "data"))).rejects.toMatchObject({
    code: "DATA_FOLDER_IN_USE",
    message: expect.stringContaining(String(holder.pid)),
    nextStep: expect.stringContaining("PLUMBLINE_DATA"),
  });
  await killHolder(holder, join(folder, "data"));
});

test("the server ends with a process that is killed, and the next start takes the folder over", async () => {
  const holder = await holdInProcess(join(folder, "data"));
  await killHolder(holder, join(folder, "data"));
  const next = await startIn(join(folder, "data"));
  expect(await ask(next.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await next.stop();
});

test("a pid file that names a living process of another kind does not stand in the way", async () => {
  const server = await startIn(join(folder, "data"));
  await server.stop();
  const bystander = spawn("sleep", ["30"], { stdio: "ignore" });
  writeFileSync(join(folder, "data", "postgres", "postmaster.pid"), `${bystander.pid}\n${folder}\n`);
  const next = await startIn(join(folder, "data"));
  expect(isAlive(bystander.pid as number)).toBe(true);
  await next.stop();
  await killHard(bystander);
});

test("a port that is taken meanwhile is left to the other; one that was asked for is an error", async () => {
  const first = await startIn(join(folder, "data"));
  const port = Number(new URL(first.url).port);
  await first.stop();
  const other = createServer().listen(port, "127.0.0.1");
  await once(other, "listening");

  const second = await startIn(join(folder, "data"));
  expect(new URL(second.url).port).not.toBe(String(port));
  await second.stop();
  await expect(startEmbeddedPostgres({ dataDir: join(folder, "data"), onLog: () => {}, port })).rejects.toMatchObject({
    code: "DATABASE_PORT_TAKEN",
  });
  other.close();
});

test.runIf(process.getuid?.() === 0)(
  "below a folder that only root can enter, the database lies elsewhere and says where",
  async () => {
    chmodSync(folder, 0o700);
    const lines: string[] = [];
    const server = await startEmbeddedPostgres({
      dataDir: join(folder, "data"),
      onLog: (line) => lines.push(line),
      durability: "volatile",
    });
    elsewhere.push(server.cluster);
    expect(server.cluster.startsWith(folder)).toBe(false);
    expect(lines.join("\n")).toContain(server.cluster);
    expect(JSON.parse(readFileSync(join(folder, "data", "postgres.json"), "utf8")).elsewhere).toBe(server.cluster);
    expect(await ask(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();
  },
);
