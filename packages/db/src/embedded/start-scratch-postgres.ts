import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clusterFolder, readClusterRecord } from "./cluster-record.ts";
import { isDataFolderInUse } from "./data-folder-lock.ts";
import type { Durability } from "./postgres-settings.ts";
import { startEmbeddedPostgres } from "./start-embedded-postgres.ts";

const prefix = "plumbline-scratch-";

/** A server for tests, benchmarks and generators. `stop` leaves nothing on the disk. */
export interface ScratchPostgres {
  /** Connection string of the owner, for the empty database `plumbline`. */
  url: string;
  /** A private folder beside the database, for the keys that processes on it share. */
  dataDir: string;
  stop(): Promise<void>;
}

/**
 * Starts a server in a temporary folder and removes it with everything in it at the end.
 * @param durability default `volatile`; benchmarks that compare with what users have take `durable`
 */
export async function startScratchPostgres(durability: Durability = "volatile"): Promise<ScratchPostgres> {
  removeAbandoned();
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  // mkdtemp makes it private; Postgres' user has to walk through it when we are root.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, durability, onLog: () => {} }).catch((error: unknown) => {
    remove(dataDir);
    throw error;
  });
  return {
    url: server.url,
    dataDir,
    async stop() {
      await server.stop();
      remove(dataDir);
    },
  };
}

// A run that was killed cannot tidy up after itself; the next one does.
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (!name.startsWith(prefix)) continue;
    try {
      if (readClusterRecord(folder) && !isDataFolderInUse(folder)) remove(folder);
    } catch {
      // Somebody else's, or just being removed.
    }
  }
}

function remove(dataDir: string): void {
  const record = readClusterRecord(dataDir);
  if (record) rmSync(clusterFolder(dataDir, record), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
