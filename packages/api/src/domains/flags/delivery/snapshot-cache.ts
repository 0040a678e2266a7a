import { type CompiledSnapshot, compileSnapshot, type Snapshot } from "@plumbline/sdk/flags";
import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";
import { changedFlags } from "./changed-flags.ts";
import type { FlagPlace } from "./flag-place.ts";
import { readNewestSnapshot, type SnapshotOrigin } from "./read-newest-snapshot.ts";

/** Environments that one process keeps; of more, those that were asked for longest ago go first. */
const mostPlaces = 500;

/** Milliseconds for which a version is believed while no notice comes; a notice that is lost costs no more than this. */
const believedMs = 1000;

/** Milliseconds between two questions for versions, however many notices come. */
const collectMs = 10;

/** A snapshot ready to evaluate. */
export interface ReadySnapshot {
  readonly place: FlagPlace;
  readonly snapshot: Snapshot;
  readonly compiled: CompiledSnapshot;
  /** What it replaced, and the flags that may answer otherwise since; null when nobody knows. */
  readonly since: { version: number; flags: ReadonlySet<string> } | null;
}

interface Entry {
  readonly place: FlagPlace;
  readonly followers: Set<(ready: ReadySnapshot) => void>;
  ready: ReadySnapshot | null;
  /** The newest version that was heard of. */
  known: number;
  askedAt: number;
  loading: Promise<ReadySnapshot> | null;
}

/** Reads since the process began, by where the snapshot came from. */
export type CacheReads = Record<SnapshotOrigin | "memory", number>;

/** The first layer, in memory; the second is what `readNewestSnapshot` finds in Postgres. */
export interface SnapshotCache {
  /** @param fresh asks Postgres for the version, also when a notice would have told of a newer one. Default false */
  get(place: FlagPlace, fresh?: boolean): Promise<ReadySnapshot>;
  /** Calls back with every later version, in order; versions that came at once may be told as one. Returns what ends it. */
  follow(place: FlagPlace, listener: (ready: ReadySnapshot) => void): () => void;
  /** All reads of this process. */
  readonly reads: Readonly<CacheReads>;
  readsOf(workspaceId: string): Readonly<CacheReads>;
  /** Who follows. */
  followers(): number;
}

/** Snapshots of this process. The event bus tells when another process has changed one. */
export const snapshotCache = perApp((app: App): SnapshotCache => {
  const entries = new Map<string, Entry>();
  const none = (): CacheReads => ({ memory: 0, changed: 0, stored: 0, built: 0 });
  const reads = none();
  const byWorkspace = new Map<string, CacheReads>();
  let asking = false;
  let heard = false;

  function entryOf(place: FlagPlace): Entry {
    const known = entries.get(place.environmentId);
    const entry = known ?? { place, followers: new Set(), ready: null, known: 0, askedAt: 0, loading: null };
    // Again at the end: the first one is then the one that was asked for longest ago.
    entries.delete(place.environmentId);
    entries.set(place.environmentId, entry);
    for (const [id, { followers }] of entries) {
      if (entries.size <= mostPlaces) break;
      if (followers.size === 0) entries.delete(id);
    }
    return entry;
  }

  function count({ workspaceId }: FlagPlace, origin: keyof CacheReads): void {
    const own = byWorkspace.get(workspaceId) ?? none();
    byWorkspace.set(workspaceId, own);
    own[origin] += 1;
    reads[origin] += 1;
  }

  async function askVersions(wanted: readonly Entry[]): Promise<void> {
    const now = performance.now();
    const rows = await app.database.raw`
      select e.environment_id as id, e.version
      from unnest(${wanted.map((one) => one.place.workspaceId)}::uuid[], ${wanted.map((one) => one.place.environmentId)}::uuid[])
        as wanted (workspace_id, environment_id)
      join flag_environments e using (workspace_id, environment_id)`;
    for (const { id, version } of rows) {
      const entry = entries.get(id as string);
      if (!entry) continue;
      entry.known = Math.max(entry.known, Number(version));
      entry.askedAt = now;
    }
  }

  async function load(entry: Entry): Promise<ReadySnapshot> {
    const before = entry.ready;
    const { snapshot, origin } = await readNewestSnapshot(app, entry.place, before?.snapshot ?? null);
    count(entry.place, origin);
    if (before && before.snapshot.version === snapshot.version) return before;
    const since = before && { version: before.snapshot.version, flags: changedFlags(before.snapshot, snapshot) };
    const ready = { place: entry.place, snapshot, compiled: compileSnapshot(snapshot), since };
    entry.ready = ready;
    entry.known = Math.max(entry.known, snapshot.version);
    for (const follower of entry.followers) follower(ready);
    return ready;
  }

  async function newest(entry: Entry): Promise<ReadySnapshot> {
    while (!entry.ready || entry.ready.snapshot.version < entry.known) {
      entry.loading ??= load(entry).finally(() => {
        entry.loading = null;
      });
      await entry.loading;
    }
    return entry.ready;
  }

  /** Asks for all versions at once, and brings those up to date that somebody follows. */
  async function look(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      while (heard && entries.size > 0) {
        heard = false;
        await askVersions([...entries.values()]);
        for (const entry of entries.values()) {
          if (entry.followers.size > 0 && entry.known > (entry.ready?.snapshot.version ?? 0))
            newest(entry).catch(failed);
        }
        await new Promise((resolve) => setTimeout(resolve, collectMs).unref());
      }
    } finally {
      asking = false;
    }
  }

  const failed = (err: unknown) =>
    app.log.warn({ err }, "A new version of flags could not be read; it is tried again within a second.");

  function listen(): void {
    heard = true;
    look().catch(failed);
  }

  app.outbox.bus.onPosition(listen);
  let timer: NodeJS.Timeout | null = null;

  return {
    reads,
    readsOf: (workspaceId) => byWorkspace.get(workspaceId) ?? none(),
    followers: () => [...entries.values()].reduce((sum, { followers }) => sum + followers.size, 0),
    async get(place, fresh = false) {
      const entry = entryOf(place);
      if (entry.ready && (fresh || performance.now() - entry.askedAt > believedMs)) await askVersions([entry]);
      if (!entry.ready || entry.ready.snapshot.version < entry.known) return await newest(entry);
      count(place, "memory");
      return entry.ready;
    },
    follow(place, listener) {
      const entry = entryOf(place);
      entry.followers.add(listener);
      timer ??= setInterval(listen, believedMs).unref();
      return () => {
        entry.followers.delete(listener);
        if (timer && [...entries.values()].every(({ followers }) => followers.size === 0)) {
          clearInterval(timer);
          timer = null;
        }
      };
    },
  };
});
