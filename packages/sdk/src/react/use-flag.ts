import { useCallback, useSyncExternalStore } from "react";
import type { Evaluation } from "../flags/model/evaluation.ts";
import type { FlagValue } from "../flags/model/json-value.ts";
import { useFlagReader } from "./flag-provider.ts";

/** The value; undefined where there is none of the fallback's kind. */
function valueIn({ value, errorCode }: Evaluation, fallback: FlagValue): FlagValue | undefined {
  if (errorCode) return undefined;
  return fallback === null || typeof value === typeof fallback ? value : undefined;
}

/**
 * A flag's value. Renders again when the value changes, and for nothing else.
 * @param fallback the value while there is no better one, and for a flag of another kind
 */
export function useFlag(key: string, fallback: boolean): boolean;
export function useFlag(key: string, fallback: string): string;
export function useFlag(key: string, fallback: number): number;
export function useFlag<T extends FlagValue>(key: string, fallback: T): T;
export function useFlag(key: string, fallback: FlagValue): FlagValue {
  const reader = useFlagReader();
  const subscribe = useCallback((listener: () => void) => reader.subscribe(key, listener), [reader, key]);
  const value = useSyncExternalStore(
    subscribe,
    () => valueIn(reader.read(key), fallback),
    () => valueIn(reader.readInitial(key), fallback),
  );
  return value === undefined ? fallback : value;
}
