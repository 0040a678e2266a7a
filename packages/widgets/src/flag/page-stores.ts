import type { EvaluationContext } from "@plumbline/sdk/flags";
import type { FlagStore, WebFlagStore } from "@plumbline/sdk/flags/web";

/** Where answers come from, and for whom. */
export interface StoreSettings {
  url: string;
  key: string;
  context: EvaluationContext;
}

/** A store that several elements stand on. */
interface SharedStore {
  store: Promise<WebFlagStore>;
  elements: number;
  ending?: ReturnType<typeof setTimeout>;
}

/** A page that replaces part of itself takes elements out and puts others in: their stream outlives the gap. */
const lingerMs = 10_000;

const shared = new Map<string, SharedStore>();

/**
 * The page's store for these settings: one stream, however many elements there are. The client is downloaded with the first.
 * @returns the store, and what gives it back
 */
export function takeStore(settings: StoreSettings): { store: Promise<FlagStore>; giveBack(): void } {
  const name = JSON.stringify(settings);
  const entry = shared.get(name) ?? { store: open(settings), elements: 0 };
  shared.set(name, entry);
  // What could not be downloaded once is tried again by the next element.
  entry.store.catch(() => shared.delete(name));
  clearTimeout(entry.ending);
  entry.elements += 1;
  return {
    store: entry.store,
    giveBack() {
      entry.elements -= 1;
      if (entry.elements > 0) return;
      entry.ending = setTimeout(() => {
        shared.delete(name);
        entry.store.then(
          (store) => store.close(),
          () => {},
        );
      }, lingerMs);
    },
  };
}

async function open({ url, key, context }: StoreSettings): Promise<WebFlagStore> {
  const { WebFlagClient } = await import("@plumbline/sdk/flags/web");
  const store = new WebFlagClient({ url, key, context, storage: storageOf() });
  void store.start();
  return store;
}

/** Null where the browser forbids it to the page. */
function storageOf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
