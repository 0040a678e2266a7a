import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { SnapshotRead, SnapshotStore } from "../client/snapshot-source.ts";

/** Keeps the last known snapshot in a file that only its owner can read: rules name customers. */
export function fileStore(path: string): SnapshotStore {
  let writing: Promise<void> = Promise.resolve();
  const write = async (read: SnapshotRead) => {
    await mkdir(dirname(path), { recursive: true });
    // Written beside and moved: a crash in the middle leaves the one before.
    const beside = `${path}.${process.pid}.new`;
    await writeFile(beside, JSON.stringify(read), { mode: 0o600 });
    await rename(beside, path);
  };
  return {
    async load() {
      const text = await readFile(path, "utf8").catch(() => null);
      return text === null ? null : asRead(text);
    },
    save(read) {
      writing = writing.catch(() => {}).then(() => write(read));
      return writing;
    },
  };
}

function asRead(text: string): SnapshotRead | null {
  try {
    const { snapshot, cursor } = JSON.parse(text) as Partial<SnapshotRead>;
    const sound = Array.isArray(snapshot?.flags) && Array.isArray(snapshot.segments) && typeof cursor === "string";
    return sound ? { snapshot, cursor } : null;
  } catch {
    return null;
  }
}
