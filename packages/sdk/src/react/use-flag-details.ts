import { useCallback, useSyncExternalStore } from "react";
import type { Evaluation } from "../flags/model/evaluation.ts";
import type { FlagValue } from "../flags/model/json-value.ts";
import { useFlagReader } from "./flag-provider.ts";

/** The whole answer: value, variant, reason. Renders again when any of these changes. @param fallback the value while there is no better one */
export function useFlagDetails(key: string, fallback: FlagValue = null): Evaluation {
  const reader = useFlagReader();
  const subscribe = useCallback((listener: () => void) => reader.subscribe(key, listener), [reader, key]);
  const answer = useSyncExternalStore(
    subscribe,
    () => reader.read(key),
    () => reader.readInitial(key),
  );
  return answer.errorCode ? { ...answer, value: fallback } : answer;
}
