import type { FlagValue } from "./json-value.ts";
import type { Rollout, Rule, Serve } from "./rule.ts";

/** What the flag is for; editors show different forms. A list serves its default to those who are not on it, every other type serves. */
export type FlagType = "boolean" | "percentage" | "tenantList" | "userList" | "schedule" | "variant";

/** Draft and archived flags answer like disabled ones. */
export type FlagState = "draft" | "active" | "stale" | "archived";

/** A window in time. */
export interface FlagSchedule {
  /** ISO 8601, inclusive. Default: always was. */
  from?: string;
  /** ISO 8601, exclusive. Default: without end. */
  until?: string;
}

/** One user's or tenant's own answer. */
export interface FlagOverride {
  /** The user's `targetingKey`, or the tenant's key. Unique in its list; of two, the last stands. */
  key: string;
  variant: string;
  /** ISO 8601, exclusive. Default: never. */
  expiresAt?: string;
  /** Why it is there, for people. */
  reason?: string;
}

/** Who is on a list. */
export interface FlagList {
  /** Values of `targetingKey`. */
  users?: readonly string[];
  /** Values of `tenant`. */
  tenants?: readonly string[];
}

/** Another flag of the same environment that must answer one of these variants. */
export interface FlagPrerequisite {
  flag: string;
  variants: readonly string[];
}

/** A flag as one environment has it. */
export interface FlagDefinition {
  key: string;
  /** Key of the environment that this configuration is for. */
  environment: string;
  type: FlagType;
  state: FlagState;
  enabled: boolean;
  /** The kill switch; true answers the default whatever else is configured. Default false. */
  killed?: boolean;
  /** What makes this flag's buckets its own. Never changes: everyone would move. */
  salt: string;
  /** Values by the variant's key. */
  variants: Readonly<Record<string, FlagValue>>;
  /** What those get who are let in. */
  serve: Serve;
  /** Key of the variant for everyone else: disabled, out of the window, denied, outside of the rollout. */
  defaultVariant: string;
  schedule?: FlagSchedule;
  userOverrides?: readonly FlagOverride[];
  tenantOverrides?: readonly FlagOverride[];
  deny?: FlagList;
  allow?: FlagList;
  prerequisites?: readonly FlagPrerequisite[];
  rules?: readonly Rule[];
  rollout?: Rollout;
  /** Attribute whose value is hashed. Default `targetingKey`. */
  bucketBy?: string;
}
