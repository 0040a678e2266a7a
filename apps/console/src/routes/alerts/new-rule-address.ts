import { emptyDraft, type RuleDraft } from "./rule-draft.ts";

/** A new rule that somebody begins from something that is measured. */
export interface MeasuredStart {
  /** Name of the series. */
  series: string;
  /** Values of its dimensions that it is narrowed to. */
  filter: Record<string, string>;
  /** What the rule is called to begin with. */
  name: string;
}

const filterPrefix = "only.";

/** Where a new rule opens that watches this, below the workspace's address: all of it is in the address, so it can be linked. */
export function newRuleAddress({ series, filter, name }: MeasuredStart): string {
  const narrowed = Object.entries(filter).map(([dimension, value]) => [`${filterPrefix}${dimension}`, value]);
  return `alerts/rules/new?${new URLSearchParams([["series", series], ["name", name.slice(0, 120)], ...narrowed])}`;
}

/** What a new rule begins with at an address; without a series in it with what is real in every workspace. */
export function draftAt(search: URLSearchParams): RuleDraft {
  const series = search.get("series");
  if (!series) return emptyDraft;
  const filter = Object.fromEntries(
    [...search].flatMap(([name, value]) =>
      name.startsWith(filterPrefix) ? [[name.slice(filterPrefix.length), value]] : [],
    ),
  );
  return { ...emptyDraft, kind: "threshold", series, filter };
}
