import { useCallback, useSyncExternalStore } from "react";
import { useFlagReader } from "./flag-provider.ts";

/** True until the first answers are there, or the server has failed: neither side of a gate is proven yet. */
export function useWaiting(): boolean {
  const reader = useFlagReader();
  const subscribe = useCallback((listener: () => void) => reader.subscribe(null, listener), [reader]);
  const waiting = () => reader.isWaiting();
  return useSyncExternalStore(subscribe, waiting, waiting);
}
