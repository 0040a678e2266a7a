import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { SetupError } from "../setup-error.ts";
import { canTraverse } from "./can-traverse.ts";
import { chooseClusterFolder, reachableBinaries } from "./choose-place.ts";
import { type ClusterRecord, clusterFolder, readClusterRecord, writeClusterRecord } from "./cluster-record.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import { dieWithParent } from "./die-with-parent.ts";
import { findBinaries } from "./find-binaries.ts";
import { freePort, isFree } from "./free-port.ts";
import { initCluster } from "./init-cluster.ts";
import type { Durability } from "./postgres-settings.ts";
import { endOrphan, endPostmaster } from "./postmaster-pid.ts";
import { isAlive } from "./process-identity.ts";
import { runPostmaster } from "./run-postmaster.ts";
import { type UnprivilegedUser, unprivilegedUser } from "./unprivileged-user.ts";

/** How to start the embedded server. */
export interface StartEmbeddedPostgres {
  /** The folder that holds the database and its password. Made when it is missing. */
  dataDir: string;
  /** Gets each line that the server or the start-up logs. */
  onLog: (line: string) => void;
  /** The port on 127.0.0.1. Default: the one of the last start when it is free, else any free one. */
  port?: number;
  /** Default `durable`. `volatile` only for tests. */
  durability?: Durability;
}

/** A running server of our own. */
export interface EmbeddedPostgres {
  /** Connection string of the owner, for the database `plumbline`. */
  url: string;
  /** Where the cluster lies: inside the data folder, unless Postgres' user could not reach it there. */
  cluster: string;
  /** Closes every connection, stops the server, gives the folder back. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts the real Postgres that npm installed, on loopback only, with a password of its own. The server ends with this process.
 *
 * @throws SetupError `DATA_FOLDER_IN_USE`, `DATA_FOLDER_UNUSABLE`, `DATABASE_PORT_TAKEN`, `POSTGRES_UNAVAILABLE` or `POSTGRES_DID_NOT_START`
 */
export async function startEmbeddedPostgres(options: StartEmbeddedPostgres): Promise<EmbeddedPostgres> {
  const user = unprivilegedUser();
  const dataDir = makeDataFolder(options.dataDir, user);
  const unlock = lockDataFolder(dataDir);
  try {
    return await startLocked(dataDir, user, unlock, options);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function startLocked(
  dataDir: string,
  user: UnprivilegedUser | undefined,
  unlock: () => void,
  { onLog, port: wantedPort, durability = "durable" }: StartEmbeddedPostgres,
): Promise<EmbeddedPostgres> {
  const binaries = reachableBinaries(findBinaries(), user);
  const record = await ensureCluster(dataDir, binaries, user, durability);
  const cluster = clusterFolder(dataDir, record);
  if (record.elsewhere) onLog(`the database lies in ${cluster}: the user ${user?.name} cannot reach ${dataDir}`);
  const orphan = await endOrphan(cluster);
  if (orphan) onLog(`stopped the server ${orphan} that an earlier process left behind`);

  const port = wantedPort ?? ((await isFree(record.port)) ? record.port : await freePort());
  const child = await runPostmaster({ binaries, cluster, port, user, durability, onLog });
  const letGo = dieWithParent(child.pid as number);
  const url = `postgres://plumbline:${record.password}@127.0.0.1:${port}/plumbline`;
  const stop = async () => {
    letGo();
    if (child.pid && isAlive(child.pid)) await endPostmaster(child.pid);
    unlock();
  };
  try {
    await ensureDatabase(url);
    writeClusterRecord(dataDir, { ...record, port });
  } catch (error) {
    await stop();
    throw error;
  }
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  return { url, cluster, stop };
}

function makeDataFolder(path: string, user: UnprivilegedUser | undefined): string {
  const folder = resolve(path);
  // Postgres' user must be able to walk through, but nobody needs to list it; what is secret in it has its own mode.
  const mode = user && canTraverse(user, folder) ? 0o711 : 0o700;
  try {
    mkdirSync(folder, { recursive: true, mode });
    return realpathSync(folder);
  } catch (cause) {
    throw new SetupError(
      "DATA_FOLDER_UNUSABLE",
      `The data folder ${folder} cannot be made: ${(cause as Error).message}.`,
      "Set PLUMBLINE_DATA to a folder that you may write to.",
      cause,
    );
  }
}

async function ensureCluster(
  dataDir: string,
  binaries: string,
  user: UnprivilegedUser | undefined,
  durability: Durability,
): Promise<ClusterRecord> {
  const known = readClusterRecord(dataDir);
  if (known && idOf(clusterFolder(dataDir, known)) === known.id) return known;
  const cluster = chooseClusterFolder(dataDir, user);
  await endOrphan(cluster);
  const password = randomBytes(24).toString("hex");
  const outside = cluster === join(dataDir, "postgres") ? {} : { elsewhere: cluster };
  const record: ClusterRecord = { id: randomUUID(), ...outside, password, port: await freePort() };
  await initCluster({ binaries, cluster, password, user, volatile: durability === "volatile" });
  writeFileSync(join(cluster, "plumbline.id"), record.id);
  writeClusterRecord(dataDir, record);
  return record;
}

function idOf(cluster: string): string | undefined {
  const path = join(cluster, "plumbline.id");
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

async function ensureDatabase(url: string): Promise<void> {
  const sql = postgres(url.replace(/\/plumbline$/, "/postgres"), { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`select 1 from pg_database where datname = 'plumbline'`;
    if (!row) await sql`create database plumbline`;
  } finally {
    await sql.end();
  }
}
