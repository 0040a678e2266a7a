import { type Database, type Db, withWorkspace } from "@plumbline/db";

/** Reads on behalf of one request. All reads of one workspace share one bound connection while any of them is under way. */
export interface Reads {
  /** Runs a read bound to the workspace. Inside a transaction use its `tx` instead. */
  workspace<T>(workspaceId: string, read: (db: Db) => Promise<T>): Promise<T>;
}

interface Shared {
  readonly db: Promise<Db>;
  users: number;
  release(): void;
}

/**
 * Opens the reads of one request. The connection is taken with the first read and given back when no read is under way, at the
 * end of the event loop's turn: sibling resolvers share it, and a verb that goes on to write does not hold two connections
 * (holding one while waiting for another is how a pool deadlocks).
 */
export function openReads(database: Database): Reads {
  const shared = new Map<string, Shared>();

  function share(workspaceId: string): Shared {
    const known = shared.get(workspaceId);
    if (known) return known;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const db = new Promise<Db>((resolve, reject) => {
      withWorkspace(database, workspaceId, async (bound) => {
        resolve(bound);
        await released;
      }).catch(reject);
    });
    const entry: Shared = { db, users: 0, release };
    shared.set(workspaceId, entry);
    return entry;
  }

  return {
    async workspace(workspaceId, read) {
      const entry = share(workspaceId);
      entry.users += 1;
      try {
        return await read(await entry.db);
      } finally {
        entry.users -= 1;
        setImmediate(() => {
          if (entry.users === 0 && shared.get(workspaceId) === entry) {
            shared.delete(workspaceId);
            entry.release();
          }
        });
      }
    },
  };
}
