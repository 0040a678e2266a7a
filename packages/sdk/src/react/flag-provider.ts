import { createContext, createElement, type ReactElement, type ReactNode, useContext, useEffect, useMemo } from "react";
import type { FlagStore, WebFlagStore } from "../flags/store.ts";
import { FlagReader } from "./flag-reader.ts";

export interface FlagProviderProps {
  /** A `WebFlagClient` in a browser, `answersStore(answers)` on a server, `storeFor(client, context)` where rules may be known. */
  store: FlagStore;
  children?: ReactNode;
}

const FlagContext = createContext<FlagReader | null>(null);

/**
 * Gives the flags of one store to everything below it. A web client is started once the page is hydrated; whoever made it closes it.
 */
export function FlagProvider({ store, children }: FlagProviderProps): ReactElement {
  const reader = useMemo(() => new FlagReader(store), [store]);
  useEffect(() => {
    if (startsItself(store)) void store.start();
  }, [store]);
  return createElement(FlagContext.Provider, { value: reader }, children);
}

/** @throws TypeError outside of a `FlagProvider` */
export function useFlagReader(): FlagReader {
  const reader = useContext(FlagContext);
  if (!reader) throw new TypeError("Flags are read outside of a <FlagProvider>. Put one around the application.");
  return reader;
}

function startsItself(store: FlagStore): store is WebFlagStore {
  return "start" in store;
}
