/** A search over log entries as the search box's language says it. Null where it asks for nothing: everything matches. */
export type LogQuery = LogQueryNode | null;

/** One part of a search. `and` and `or` hold at least two and never directly one of their own kind. */
export type LogQueryNode =
  | { readonly kind: "and"; readonly all: readonly LogQueryNode[] }
  | { readonly kind: "or"; readonly any: readonly LogQueryNode[] }
  | { readonly kind: "not"; readonly node: LogQueryNode }
  /** The body holds these pieces one after the other, whatever stands between them; letters of either case. */
  | { readonly kind: "text"; readonly pieces: readonly string[] }
  /** The body matches a regular expression. */
  | { readonly kind: "regex"; readonly pattern: LogPattern }
  /** A field, or an attribute by its name, passes a test. */
  | { readonly kind: "field"; readonly field: string; readonly test: LogTest };

/** A regular expression as it was written; `parsePattern` reads it. */
export interface LogPattern {
  readonly source: string;
  /** Letters of either case: `/timeout/i`. */
  readonly ignoreCase: boolean;
}

/** What a field must be. Values stay text: what `-15m` means depends on when it is asked. */
export type LogTest =
  | { readonly op: "is"; readonly value: string }
  /** The pieces between the `*` of `web-*`: the value begins with the first and ends with the last. At least two. */
  | { readonly op: "like"; readonly pieces: readonly string[] }
  | { readonly op: "exists" }
  | { readonly op: "gt" | "gte" | "lt" | "lte"; readonly value: string }
  /** Both ends belong to it; null leaves one open, never both. */
  | { readonly op: "between"; readonly from: string | null; readonly to: string | null }
  | { readonly op: "regex"; readonly pattern: LogPattern };

/** Longest search, in characters. */
export const longestLogQuery = 4000;
