import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "../setup-error.ts";
import type { UnprivilegedUser } from "./unprivileged-user.ts";

/** What `initdb` needs to know. */
export interface InitCluster {
  binaries: string;
  cluster: string;
  password: string;
  user: UnprivilegedUser | undefined;
  /** Skips waiting for the disk; for clusters that are thrown away. */
  volatile: boolean;
}

/**
 * Makes a new cluster: UTF-8, the built-in C.UTF-8 collation (the same order on every platform), scram passwords.
 *
 * @throws SetupError `POSTGRES_DID_NOT_START` with initdb's own words
 */
export async function initCluster({ binaries, cluster, password, user, volatile }: InitCluster): Promise<void> {
  const partial = `${cluster}.new`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  const passwordFile = `${partial}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [partial, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    await run(join(binaries, "bin", "initdb"), initdbArguments(partial, passwordFile, volatile), user);
    keepPrevious(cluster);
    renameSync(partial, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

function initdbArguments(folder: string, passwordFile: string, volatile: boolean): string[] {
  const shape = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=plumbline", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  return [`--pgdata=${folder}`, ...shape, ...access, "--no-instructions", ...(volatile ? ["--no-sync"] : [])];
}

// A cluster without a record in its data folder has lost its password: the folder was deleted to begin anew.
// It is set aside, once, for the case that the folder was only missing (a disk that was not mounted).
function keepPrevious(cluster: string): void {
  if (!existsSync(cluster)) return;
  rmSync(`${cluster}.previous`, { recursive: true, force: true });
  renameSync(cluster, `${cluster}.previous`);
}

function run(command: string, args: string[], user: UnprivilegedUser | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const identity = user ? { uid: user.uid, gid: user.gid } : {};
    // The working directory must be one that the user can read; ours may be private.
    const child = spawn(command, args, { ...identity, cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", (cause) => reject(failed(cause.message, cause)));
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(failed(output.trim().split("\n").slice(-4).join(" "))),
    );
  });
}

function failed(reason: string, cause?: unknown): SetupError {
  return new SetupError(
    "POSTGRES_DID_NOT_START",
    `The embedded Postgres could not make its data folder: ${reason}`,
    "Free disk space or fix the folder's permissions and start again, or set DATABASE_URL to a Postgres 18 of your own.",
    cause,
  );
}
