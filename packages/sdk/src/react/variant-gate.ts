import type { ReactNode } from "react";
import { useFlagDetails } from "./use-flag-details.ts";
import { useWaiting } from "./use-waiting.ts";

export interface VariantGateProps {
  /** Key of the flag. */
  flag: string;
  /** What each variant shows, by the variant's key. */
  variants: Readonly<Record<string, ReactNode>>;
  /** What stands there for a variant that is not listed, and when the flags cannot be had. Default: nothing */
  fallback?: ReactNode;
  /** What stands there until the first answer, so that nothing flashes. Default: nothing */
  pending?: ReactNode;
}

/** Shows what belongs to the variant that one gets. */
export function VariantGate({ flag, variants, fallback = null, pending = null }: VariantGateProps): ReactNode {
  const { variant, errorCode } = useFlagDetails(flag);
  const waiting = useWaiting();
  if (errorCode) return waiting ? pending : fallback;
  return variant !== null && Object.hasOwn(variants, variant) ? variants[variant] : fallback;
}
