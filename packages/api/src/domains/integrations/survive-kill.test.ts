import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@plumbline/db/testing";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, createApp } from "../../app.ts";
import { completeConfig, loadConfig } from "../../config.ts";
import { systemContext } from "../../service/context.ts";
import { eventually } from "../../testing/eventually.ts";
import { freePort } from "../../testing/free-port.ts";
import { compileCache } from "../../testing/spawn-node.ts";
import { connectIntegration } from "./connect-integration.ts";
import { signDelivery } from "./provider/sign-delivery.ts";
import type { SignatureScheme } from "./provider/signature-scheme.ts";
import { genericWebhook } from "./providers/generic-webhook.ts";

const total = 2_000;
const atOnce = 32;
/** Deliveries answered before the server is killed. */
const killAfter = 700;

let database: TestDatabase;
let dataDir: string;
let env: Record<string, string>;
let app: App;
let child: ChildProcess | null = null;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), "plumbline-kill-"));
  env = { PORT: String(await freePort()), LOG_LEVEL: "error", PLUMBLINE_DATA: dataDir, DATABASE_URL: database.url };
  app = createApp(completeConfig(loadConfig(env), { databaseUrl: database.url }));
});

afterAll(async () => {
  if (child && child.exitCode === null) {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  await app.close();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The server as its own process: door, relay and worker in one, as `npm start` runs it. */
async function startServer(): Promise<ChildProcess> {
  const main = new URL("../../run-process.ts", import.meta.url).href;
  const script = `const { runProcess } = await import(${JSON.stringify(main)}); await runProcess(["serve", "work"]);`;
  const started = spawn(process.execPath, ["--input-type=module", "-e", script], {
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...compileCache(), ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    started.once("exit", (code) => reject(new Error(`The server ended with ${code} before it was ready.`)));
    started.stdout?.on("data", (text: Buffer) => text.includes("ready at") && resolve());
  });
  return started;
}

test("2,000 signed deliveries, the server killed in the middle: every 2xx is stored once and is its signal once", async () => {
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  const [workspace] = await sql`insert into workspaces (slug, name) values ('kill', 'Kill') returning id`;
  const made = await connectIntegration(systemContext(app, "test"), {
    workspaceId: workspace?.id,
    provider: "generic-webhook",
  });
  const secret = made.secret ?? "";
  child = await startServer();

  const accepted = new Set<number>();
  const duplicates = new Set<number>();
  let failed = 0;
  let killed = false;
  let restart: Promise<void> | null = null;

  async function send(n: number): Promise<void> {
    const body = Buffer.from(JSON.stringify({ type: "load.sent", subject: `n-${n}`, n }));
    const scheme = genericWebhook.webhook?.signature as SignatureScheme;
    // As a provider does: the same delivery again, under the same id, until it is answered.
    for (;;) {
      const headers = signDelivery(scheme, secret, body, new Date(), { "webhook-id": `msg_${n}` }) ?? {};
      const answer = await fetch(made.hookUrl ?? "", {
        method: "POST",
        body,
        headers,
        signal: AbortSignal.timeout(10_000),
      }).catch(() => null);
      if (answer?.status === 202) accepted.add(n);
      if (answer?.status === 200) duplicates.add(n);
      await answer?.arrayBuffer().catch(() => {});
      if (answer?.ok) return;
      failed += 1;
      // A server that does not come back ends the test instead of keeping the senders at it.
      await Promise.race([restart, new Promise((resolve) => setTimeout(resolve, 50))]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function killAndStartAgain(): Promise<void> {
    const dead = child as ChildProcess;
    dead.kill("SIGKILL");
    await once(dead, "exit");
    child = await startServer();
  }

  let next = 0;
  const senders = Array.from({ length: atOnce }, async () => {
    while (next < total) {
      next += 1;
      const n = next;
      await send(n);
      if (accepted.size >= killAfter && !killed) {
        killed = true;
        restart = killAndStartAgain();
        await restart;
      }
    }
  });
  await Promise.all(senders);

  expect(killed).toBe(true);
  expect(failed).toBeGreaterThan(0);
  expect(accepted.size + duplicates.size).toBeGreaterThanOrEqual(total);
  await eventually(async () => {
    // Looked at rarely: each look reads every row, on the machine that works.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const [waiting] =
      await sql`select count(*)::int as n from deliveries where verdict = 'accepted' and processed_at is null`;
    return waiting?.n === 0;
  }, 180);
  const [stored] = await sql`
    select count(*)::int as rows, count(distinct external_id)::int as ids from deliveries where verdict = 'accepted'`;
  expect(stored).toEqual({ rows: total, ids: total });
  const [signals] = await sql`select count(*)::int as rows, count(distinct subject)::int as subjects from signals`;
  expect(signals).toEqual({ rows: total, subjects: total });
  await eventually(async () => {
    const [unnumbered] = await sql`select count(*)::int as n from events where position is null`;
    return unnumbered?.n === 0;
  });
  const [told] = await sql`
    select count(*) filter (where type = 'delivery.accepted')::int as deliveries,
      count(*) filter (where type = 'signal.received')::int as signals,
      count(distinct position)::int = count(*)::int as in_order
    from events where type in ('delivery.accepted', 'signal.received')`;
  expect(told).toEqual({ deliveries: total, signals: total, in_order: true });
  await sql.end();
}, 400_000);
