import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { SetupError } from "../setup-error.ts";
import { type Durability, postgresArguments } from "./postgres-settings.ts";
import { readPostmasterPid } from "./postmaster-pid.ts";
import type { UnprivilegedUser } from "./unprivileged-user.ts";

/** What the server is started with. */
export interface RunPostmaster {
  binaries: string;
  cluster: string;
  port: number;
  user: UnprivilegedUser | undefined;
  durability: Durability;
  onLog: (line: string) => void;
}

/**
 * Starts the server and returns once it takes connections.
 *
 * @throws SetupError `DATABASE_PORT_TAKEN` or `POSTGRES_DID_NOT_START`, with the server's own last words
 */
export async function runPostmaster(options: RunPostmaster): Promise<ChildProcess> {
  const { binaries, cluster, port, user, durability, onLog } = options;
  const child = spawn(join(binaries, "bin", "postgres"), postgresArguments(cluster, port, durability), {
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
    cwd: "/",
    // A group of its own: a terminal's Ctrl-C must not stop the database while the application still finishes its work.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const words: string[] = [];
  createInterface({ input: child.stderr as NonNullable<typeof child.stderr> }).on("line", (line) => {
    words.push(line);
    if (words.length > 20) words.shift();
    onLog(line);
  });
  let ended: string | undefined;
  child.once("error", (error) => (ended = error.message));
  child.once("close", (code, signal) => (ended ??= `it ended with ${signal ?? code}`));
  for (let waited = 0; waited < 60_000 && ended === undefined; waited += 10) {
    const now = readPostmasterPid(cluster);
    if (now?.pid === child.pid && now?.status === "ready") return child;
    await sleep(10);
  }
  if (ended === undefined) child.kill("SIGQUIT");
  throw didNotStart(port, ended ?? "it was not ready after 60 s", words);
}

function didNotStart(port: number, reason: string, words: string[]): SetupError {
  const last = words.filter((line) => /FATAL|PANIC|ERROR|HINT/.test(line)).slice(-2);
  if (words.some((line) => line.includes("could not bind"))) {
    const next = "Stop what listens there, or let Plumbline choose a port.";
    return new SetupError(
      "DATABASE_PORT_TAKEN",
      `Port ${port} of 127.0.0.1, meant for the embedded Postgres, is taken.`,
      next,
    );
  }
  return new SetupError(
    "POSTGRES_DID_NOT_START",
    `The embedded Postgres did not start: ${[reason, ...last].join(" ")}`,
    "Read the lines above; set PLUMBLINE_DATA to an empty folder to start with a new database, or DATABASE_URL to use your own.",
  );
}
