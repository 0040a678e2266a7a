import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, isPostmasterOf } from "./process-identity.ts";

/** The lines of `postmaster.pid` that matter; the file's layout is part of Postgres (miscadmin.h, LOCK_FILE_LINE_*). */
export interface PostmasterPid {
  pid: number;
  /** `starting`, `ready`, `standby` or `stopping`. */
  status: string;
}

/** Reads `postmaster.pid`, or `undefined` when there is none. */
export function readPostmasterPid(cluster: string): PostmasterPid | undefined {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), status: lines[7]?.trim() ?? "" };
  } catch {
    return undefined;
  }
}

/**
 * Ends a server that outlived the process which started it, and removes a pid file whose process is gone or is something else:
 * Postgres refuses to start while a process of that id lives, whatever it is.
 *
 * @returns the pid of the server that was stopped
 */
export async function endOrphan(cluster: string): Promise<number | undefined> {
  const found = readPostmasterPid(cluster);
  if (!found) return undefined;
  if (!isPostmasterOf(found.pid, cluster)) {
    rmSync(join(cluster, "postmaster.pid"), { force: true });
    return undefined;
  }
  await endPostmaster(found.pid);
  return found.pid;
}

/** Asks the server to close its connections and stop; after ten seconds it must (crash recovery makes that safe). */
export async function endPostmaster(pid: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (let waited = 0; waited < 10_000; waited += 10) {
      if (!isAlive(pid)) return;
      await sleep(10);
    }
  }
}
