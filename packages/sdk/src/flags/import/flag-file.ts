import type { AttributeCondition } from "../model/condition.ts";
import type {
  FlagList,
  FlagOverride,
  FlagPrerequisite,
  FlagSchedule,
  FlagState,
  FlagType,
} from "../model/flag-definition.ts";
import type { JsonValue } from "../model/json-value.ts";
import type { Rollout, Rule, Serve } from "../model/rule.ts";

/** What all variants of a flag are. */
export type ValueKind = "boolean" | "string" | "number" | "json";

/** What a flag does in one environment. */
export interface PortableConfiguration {
  enabled: boolean;
  killed?: boolean;
  /** Why it was killed. */
  killReason?: string;
  serve: Serve;
  defaultVariant: string;
  schedule?: FlagSchedule;
  userOverrides?: readonly FlagOverride[];
  tenantOverrides?: readonly FlagOverride[];
  deny?: FlagList;
  allow?: FlagList;
  prerequisites?: readonly FlagPrerequisite[];
  rules?: readonly Rule[];
  rollout?: Rollout;
}

/** A flag with everything that it is in every environment. */
export interface PortableFlag {
  key: string;
  name: string;
  description?: string;
  type: FlagType;
  valueKind: ValueKind;
  variants: readonly { key: string; value: JsonValue; description?: string }[];
  /** JSON Schema that JSON variants keep. */
  jsonSchema?: { readonly [key: string]: JsonValue | undefined };
  category?: string;
  tags?: readonly string[];
  state: FlagState;
  /** What buckets are made from. Without one, a flag gets a salt of its own where it is imported. */
  salt?: string;
  bucketBy?: string;
  /** ISO 8601. */
  reviewAt?: string;
  /** By the environment's key. */
  environments: { readonly [environment: string]: PortableConfiguration };
}

/** A segment with what people know of it. */
export interface PortableSegment {
  key: string;
  name?: string;
  description?: string;
  conditions: readonly AttributeCondition[];
}

/** Flags as a file: what `exportFlags` writes, and what every import is turned into. */
export interface FlagFile {
  /** Name and version of the format. */
  format: "plumbline-flags/1";
  segments: readonly PortableSegment[];
  flags: readonly PortableFlag[];
}
