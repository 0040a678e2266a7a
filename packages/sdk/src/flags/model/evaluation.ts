import type { FlagValue } from "./json-value.ts";

/** What is known of who asks: `targetingKey` (the user), `tenant`, and any attributes. */
export interface EvaluationContext {
  /** The user, as in OpenFeature. */
  readonly targetingKey?: string;
  /** Key of the tenant. */
  readonly tenant?: string;
  readonly [attribute: string]: unknown;
}

/** OpenFeature's words: https://openfeature.dev/specification/types#resolution-reason */
export type Reason =
  | "STATIC"
  | "DEFAULT"
  | "TARGETING_MATCH"
  | "SPLIT"
  | "DISABLED"
  | "ERROR"
  | "CACHED"
  | "STALE"
  | "UNKNOWN";

/** Which step decided, in the order in which they are taken. */
export type Step =
  | "disabled"
  | "environment"
  | "schedule"
  | "userOverride"
  | "tenantOverride"
  | "denyList"
  | "allowList"
  | "prerequisites"
  | "rules"
  | "rollout"
  | "variant"
  | "default"
  /** The server decided, and does not say by which step. */
  | "remote"
  | "error";

/** OpenFeature's codes: https://openfeature.dev/specification/types#error-code */
export type EvaluationErrorCode = "PROVIDER_NOT_READY" | "FLAG_NOT_FOUND" | "PARSE_ERROR" | "TYPE_MISMATCH" | "GENERAL";

/** An answer, frozen, and shared between evaluations that end alike. */
export interface Evaluation<T extends FlagValue = FlagValue> {
  readonly value: T;
  /** Null when the value is the caller's own default. */
  readonly variant: string | null;
  readonly reason: Reason;
  readonly step: Step;
  /** The rule that decided, at step `rules`. */
  readonly ruleId: string | null;
  /** Version of the snapshot; 0 when there is none. */
  readonly snapshotVersion: number;
  readonly errorCode?: EvaluationErrorCode;
  readonly errorMessage?: string;
}
