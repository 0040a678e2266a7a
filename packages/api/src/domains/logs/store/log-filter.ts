import type { ResolvedQuery } from "./resolved-query.ts";

/** Columns of an entry that are compared as text. */
export type LogTextField =
  | "service"
  | "environmentId"
  | "tenant"
  | "scope"
  | "eventName"
  | "severityText"
  | "traceId"
  | "spanId"
  | "groupId";

/** How an attribute is compared. `exists` takes no value. */
export type LogComparison = "=" | "!=" | ">" | ">=" | "<" | "<=" | "exists";

/** Which entries are meant. Every store compiles it to its own language; in memory it is evaluated over entries of a tail. */
export type LogFilter =
  | { readonly kind: "and" | "or"; readonly of: readonly LogFilter[] }
  | { readonly kind: "not"; readonly of: LogFilter }
  /** Severity numbers, both inclusive. */
  | { readonly kind: "severity"; readonly from: number; readonly to: number }
  /** The column has one of these values. */
  | { readonly kind: "field"; readonly field: LogTextField; readonly values: readonly string[] }
  /** The body contains this, whatever the case. */
  | { readonly kind: "text"; readonly text: string }
  /** The body matches this regular expression (the common part of POSIX and JavaScript). */
  | { readonly kind: "regex"; readonly pattern: string }
  | {
      readonly kind: "attribute";
      readonly of: "attributes" | "resource";
      readonly name: string;
      readonly is: LogComparison;
      readonly value?: string | number | boolean;
    }
  /** What the search box's language says. */
  | { readonly kind: "query"; readonly query: ResolvedQuery };

/** Everything. */
export const everyEntry: LogFilter = { kind: "and", of: [] };
