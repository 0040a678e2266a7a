import type { ReactNode } from "react";
import { useFlagDetails } from "./use-flag-details.ts";
import { useWaiting } from "./use-waiting.ts";

export interface FeatureFlagProps {
  /** Key of the flag. */
  flag: string;
  /** Key of the variant that opens the gate. Default: a boolean flag that is true */
  variant?: string;
  /** What stands there for everybody else, and when the flags cannot be had. Default: nothing */
  fallback?: ReactNode;
  /** What stands there until the first answer, so that neither side flashes. Default: nothing */
  pending?: ReactNode;
  /** What the flag gates. */
  children?: ReactNode;
}

/** Shows its children to those whom the flag lets in. */
export function FeatureFlag({ flag, variant, fallback = null, pending = null, children }: FeatureFlagProps): ReactNode {
  const answer = useFlagDetails(flag);
  const waiting = useWaiting();
  if (answer.errorCode) return waiting ? pending : fallback;
  const open = variant === undefined ? answer.value === true : answer.variant === variant;
  return open ? children : fallback;
}
