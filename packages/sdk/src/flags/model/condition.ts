/** How a condition compares; each holds when it holds for any of the condition's values. */
export type Operator =
  /** The same text: `5`, `"5"` are equal, since contexts lose their types on the way over HTTP. */
  | "equals"
  /** As `equals`; the word that people expect for several values. */
  | "in"
  | "contains"
  | "startsWith"
  | "endsWith"
  /** Numbers, or texts that are numbers. */
  | "lt"
  | "lte"
  | "gt"
  | "gte"
  /** Times: ISO 8601 text that begins with a date, milliseconds since 1970, or a `Date`. */
  | "before"
  | "after"
  /** Ranges such as `^1.2.0`, `~1.2.3`, `>=1.4.0 <2.0.0`, ordered as https://semver.org/#spec-item-11 says. */
  | "semver"
  /** An address within `10.0.0.0/8` or `2001:db8::/32`. IPv4 written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4. */
  | "cidr"
  /** A regular expression that passes `guardRegex`; texts longer than 256 characters never match. */
  | "regex"
  /** A place among hashes as another system deals them, `0-50%100@0|checkout:`; imports make these. See `conditions/hashed.ts`. */
  | "hashed"
  /** The attribute is there and is not null. Takes no values. */
  | "exists";

/** One comparison with an attribute of the context. Where the context has a list, one element that fits is enough. */
export interface AttributeCondition {
  /**
   * Name in the context; a dot goes one level down (`device.os`) unless the context has the name with its dot. `currentTime` is
   * now where the context has none.
   */
  attribute: string;
  operator: Operator;
  values?: readonly (string | number | boolean)[];
  /** True turns the answer round, exactly: also for a context without the attribute. Default false. */
  negate?: boolean;
}

/** Holds for contexts within a segment. */
export interface SegmentCondition {
  /** Key of the segment. */
  segment: string;
  /** True for contexts outside of it. Default false. */
  negate?: boolean;
}

export type Condition = AttributeCondition | SegmentCondition;

/** Conditions under a name, for the rules of many flags. A segment does not contain segments. */
export interface Segment {
  key: string;
  name?: string;
  /** All must hold. */
  conditions: readonly AttributeCondition[];
}
