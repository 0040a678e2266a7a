import { readFile, stat } from "node:fs/promises";
import { pause } from "../../backoff.ts";
import type { SnapshotSource } from "../client/snapshot-source.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** Flags from a JSON file with a `Snapshot`, read again when it changes: for development, tests and machines without a network. */
export function fileSource(
  path: string,
  { everyMs = 1000 }: { /** How often it is looked at. Default 1,000 */ everyMs?: number } = {},
): SnapshotSource {
  const mark = async () => {
    const { mtimeMs, size } = await stat(path);
    return `${mtimeMs}-${size}`;
  };
  return {
    async fetchSnapshot() {
      const cursor = await mark();
      return { snapshot: JSON.parse(await readFile(path, "utf8")) as Snapshot, cursor };
    },
    async subscribe({ after, onAlive, onResync }, signal) {
      while (!signal.aborted) {
        if ((await mark()) !== after) return onResync();
        onAlive();
        await pause(everyMs, signal);
      }
    },
  };
}
