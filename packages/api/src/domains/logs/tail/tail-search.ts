import { compileLogMatcher, type LogQuery, type LogTest } from "@plumbline/sdk/logs/query";
import type { App } from "../../../app.ts";
import type { LogSearchInput } from "../query/log-search-input.ts";
import { readSearch } from "../query/read-search.ts";
import type { Arrival } from "./arrival.ts";
import { type MatchBudget, matchBudgetOf } from "./match-budget.ts";

/** What a tail looks for. */
export interface TailSearch {
  /** The same for tails that look for the same. */
  readonly key: string;
  matches(arrival: Arrival): boolean;
  /** For a search that may take long: the time there is for it. What comes while none is left is counted, not tried. */
  readonly budget: MatchBudget | null;
}

export interface TailSearchOptions {
  workspaceId: string;
  search: LogSearchInput;
  /** The one environment that the reader sees; null for all. */
  environmentId: string | null;
}

/** @throws InvalidInputError for a search that cannot be read */
export function readTailSearch(app: App, { workspaceId, search, environmentId }: TailSearchOptions): TailSearch {
  const query = readSearch(search);
  const now = app.clock.now().getTime();
  const since = search.since?.getTime() ?? Number.NEGATIVE_INFINITY;
  const until = search.until?.getTime() ?? Number.POSITIVE_INFINITY;
  const matches = compileLogMatcher(query, now);
  // `-15m` means something else for who begins later.
  const begun = hasPart(query, { field: (name) => name === "time" }) ? now : null;
  return {
    key: JSON.stringify([query, String(since), String(until), environmentId, begun]),
    budget: hasPart(query, { field: (_, { op }) => op === "regex", regex: true })
      ? matchBudgetOf(app, workspaceId)
      : null,
    matches: ({ line, matchable }) =>
      (environmentId === null || line.environmentId === environmentId) &&
      matchable.time >= since &&
      matchable.time < until &&
      matches(matchable),
  };
}

interface Part {
  field(name: string, test: LogTest): boolean;
  regex?: boolean;
}

function hasPart(query: LogQuery, part: Part): boolean {
  switch (query?.kind) {
    case "and":
      return query.all.some((node) => hasPart(node, part));
    case "or":
      return query.any.some((node) => hasPart(node, part));
    case "not":
      return hasPart(query.node, part);
    case "field":
      return part.field(query.field, query.test);
    default:
      return query?.kind === "regex" && part.regex === true;
  }
}
