import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type ScratchPostgres, startScratchPostgres } from "../packages/db/src/embedded/start-scratch-postgres.ts";
import { migrate } from "../packages/db/src/migrate.ts";

/** A migrated Postgres with fsync, as users have it. */
export type BenchPostgres = ScratchPostgres;

/** Starts one in a folder of its own. */
export async function startBenchPostgres(): Promise<BenchPostgres> {
  const postgres = await startScratchPostgres("durable");
  await migrate({ url: postgres.url });
  return postgres;
}

/** Plumbline as users run it: its own two processes, and a Postgres with fsync. */
export interface BenchServer {
  readonly url: string;
  readonly databaseUrl: string;
  /** Ends the worker: what follows measures answering alone, without the work behind it on the same two cores. */
  stopWorking(): Promise<void>;
  /** Starts one more process that answers, on the same database. */
  serveAnother(): Promise<{ url: string; kill(): void }>;
  /** Kills the worker without a warning and starts another, as a machine that fails and a supervisor would. */
  killWorker(): Promise<void>;
  stop(): Promise<void>;
}

export async function startBenchServer(): Promise<BenchServer> {
  const postgres = await startBenchPostgres();
  // What is measured is the speed of answers, not the limit on them.
  const env = { API_COST_PER_SECOND: "100000000", DATABASE_URL: postgres.url, PLUMBLINE_DATA: postgres.dataDir };
  const serve = await startProcess("serve", env);
  let work = await startProcess("work", env);
  const others: ChildProcess[] = [];
  return {
    url: urlIn(serve.line),
    databaseUrl: postgres.url,
    stopWorking: () => end(work.child),
    async serveAnother() {
      const { child, line } = await startProcess("serve", env);
      others.push(child);
      return { url: urlIn(line), kill: () => child.kill("SIGKILL") };
    },
    async killWorker() {
      work.child.kill("SIGKILL");
      work = await startProcess("work", env);
    },
    async stop() {
      await end(work.child);
      await Promise.all([serve.child, ...others].map(end));
      await postgres.stop();
    },
  };
}

function urlIn(line: string): string {
  return /https?:\S+/.exec(line)?.[0] ?? "";
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

async function startProcess(name: string, env: Record<string, string>): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", `packages/api/src/${name}.ts`], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PORT: "0", LOG_LEVEL: "error", OUTBOUND_ALLOW: "127.0.0.1", ...env },
  });
  // Without `destroyOnReturn: false` the pipe is closed with the loop, and the child's last words would end it with EPIPE.
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const line = chunk.toString();
    if (!line.includes("ready")) continue;
    child.stdout.resume();
    return { child, line };
  }
  throw new Error(`The process ${name} ended before it was ready.`);
}
