import { useCallback, useSyncExternalStore } from "react";
import type { FlagAnswers } from "../flags/store.ts";
import { useFlagReader } from "./flag-provider.ts";

/** Every flag's answer, by key. Renders again when any flag changes: for lists and for debugging, where `useFlag` would not do. */
export function useFlags(): FlagAnswers {
  const reader = useFlagReader();
  const subscribe = useCallback((listener: () => void) => reader.subscribe(null, listener), [reader]);
  return useSyncExternalStore(
    subscribe,
    () => reader.readAll(),
    () => reader.readInitialAll(),
  );
}
