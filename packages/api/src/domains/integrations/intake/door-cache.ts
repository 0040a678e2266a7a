import type { App } from "../../../app.ts";
import type { Provider } from "../provider.ts";
import { type Door, type DoorKey, readDoors } from "./find-doors.ts";

/** Doors are read again after this long. Safety does not hang on it: the store statement compares the version. */
const keepMs = 60_000;
const mostKeys = 5_000;

/** Doors that this process knows, so that a delivery costs one statement and not two. */
export interface DoorCache {
  get(provider: Provider, key: DoorKey): Promise<Door[]>;
  /** Reads past the cache: after a signature that did not fit, or when the store says that the door has changed. */
  refresh(provider: Provider, key: DoorKey): Promise<Door[]>;
}

const caches = new WeakMap<App, DoorCache>();

/** The cache of this process. */
export function doorCacheOf(app: App): DoorCache {
  const known = caches.get(app);
  if (known) return known;
  const made = createDoorCache(app);
  caches.set(app, made);
  return made;
}

function createDoorCache(app: App): DoorCache {
  const entries = new Map<string, { doors: Promise<Door[]>; until: number }>();

  function read(provider: Provider, key: DoorKey, name: string): Promise<Door[]> {
    const doors = readDoors(app, provider, key);
    const oldest = entries.keys().next().value;
    if (entries.size >= mostKeys && oldest !== undefined) entries.delete(oldest);
    entries.set(name, { doors, until: Date.now() + keepMs });
    doors.then(
      // An unknown door is asked for again: whoever connects now must not wait for a cache.
      (found) => found.length === 0 && entries.delete(name),
      () => entries.delete(name),
    );
    return doors;
  }

  return {
    get(provider, key) {
      const name = nameOf(provider, key);
      const known = entries.get(name);
      return known && known.until > Date.now() ? known.doors : read(provider, key, name);
    },
    refresh: (provider, key) => read(provider, key, nameOf(provider, key)),
  };
}

function nameOf(provider: Provider, key: DoorKey): string {
  const rest = "integrationId" in key ? key.integrationId : `${key.account ?? ""}/${key.app ?? ""}`;
  // The provider too: an integration of one has no door under the name of another.
  return `${provider.slug}/${rest}`;
}
