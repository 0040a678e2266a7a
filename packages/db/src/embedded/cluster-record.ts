import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the data folder remembers about its Postgres, in `postgres.json`, readable by its owner only. */
export interface ClusterRecord {
  /** Ties the folder to its cluster: a cluster that lies elsewhere carries the same id. */
  id: string;
  /** The folder of a cluster that lies outside of the data folder. Without it: `postgres` in the data folder, wherever that moves. */
  elsewhere?: string;
  /** The owner's password; the server accepts loopback connections with it and nothing else. */
  password: string;
  /** The port of the last start, kept so that a copied connection string stays true. */
  port: number;
}

/** The folder that holds the cluster. */
export function clusterFolder(dataDir: string, record: ClusterRecord): string {
  return record.elsewhere ?? join(dataDir, "postgres");
}

/** Reads the record, or `undefined` in a folder that has none yet. */
export function readClusterRecord(dataDir: string): ClusterRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8")) as ClusterRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes the record whole or not at all. */
export function writeClusterRecord(dataDir: string, record: ClusterRecord): void {
  const path = join(dataDir, "postgres.json");
  writeFileSync(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
