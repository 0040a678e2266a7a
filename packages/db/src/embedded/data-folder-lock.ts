import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "../setup-error.ts";
import { isAlive, startOf } from "./process-identity.ts";

interface Owner {
  pid: number;
  start?: string | undefined;
}

/**
 * Claims the data folder for this process.
 *
 * @returns a function that gives it back
 * @throws SetupError `DATA_FOLDER_IN_USE` while another living process holds it; a dead one's claim is taken over
 */
export function lockDataFolder(dataDir: string): () => void {
  const path = lockPath(dataDir);
  const mine = JSON.stringify({ pid: process.pid, start: startOf(process.pid) } satisfies Owner);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, mine, { flag: "wx", mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = readOwner(path);
    if (owner && isSameProcess(owner)) throw inUse(dataDir, owner.pid);
    rmSync(path, { force: true });
  }
  throw inUse(dataDir, 0);
}

/** Whether a living process holds the data folder. */
export function isDataFolderInUse(dataDir: string): boolean {
  const owner = readOwner(lockPath(dataDir));
  return owner !== undefined && isSameProcess(owner);
}

function lockPath(dataDir: string): string {
  return join(dataDir, "in-use-by.json");
}

function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Owner;
  } catch {
    return undefined;
  }
}

function isSameProcess(owner: Owner): boolean {
  return isAlive(owner.pid) && (owner.start === undefined || startOf(owner.pid) === owner.start);
}

function inUse(dataDir: string, pid: number): SetupError {
  return new SetupError(
    "DATA_FOLDER_IN_USE",
    `The data folder ${dataDir} is in use by another Plumbline${pid ? ` (process ${pid})` : ""}.`,
    `Stop that one${pid ? ` (kill ${pid})` : ""}, or set PLUMBLINE_DATA to another folder and PORT to another port.`,
  );
}
