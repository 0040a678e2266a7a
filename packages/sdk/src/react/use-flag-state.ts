import { useCallback, useSyncExternalStore } from "react";
import type { FlagStatus } from "../flags/client/flag-status.ts";
import { useFlagReader } from "./flag-provider.ts";

/** How far the flags can be trusted: `ready`, `stale` and so on. */
export function useFlagState(): FlagStatus["state"] {
  const reader = useFlagReader();
  const subscribe = useCallback((listener: () => void) => reader.subscribe(null, listener), [reader]);
  return useSyncExternalStore(
    subscribe,
    () => reader.state,
    () => reader.initialState,
  );
}
