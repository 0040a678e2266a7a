import type { IncidentErrorsQuery } from "./incidents.gen.ts";

type Links = NonNullable<NonNullable<IncidentErrorsQuery["workspace"]>["incident"]>["errorGroupLinks"]["nodes"];

/** How finely, and how far back, errors are counted. */
export interface ErrorSpan {
  step: "MINUTE" | "HOUR";
  steps: number;
}

const minute = 60_000;
const spans: readonly (ErrorSpan & { ms: number })[] = [
  ...[30, 60, 120, 168].map((steps) => ({ step: "MINUTE" as const, steps, ms: minute })),
  ...[24, 48, 168].map((steps) => ({ step: "HOUR" as const, steps, ms: 60 * minute })),
];

/** The finest span that reaches from well before an incident to now; undefined where counts do not reach back so far. */
export function spanSince(openedAt: string, now: number): ErrorSpan | undefined {
  const age = now - Date.parse(openedAt);
  const found = spans.find(({ steps, ms }) => age <= steps * ms * 0.75);
  return found && { step: found.step, steps: found.steps };
}

/** Milliseconds of a step. */
export function stepMs({ step }: ErrorSpan): number {
  return step === "MINUTE" ? minute : 60 * minute;
}

export interface ErrorBar {
  /** Begin of the step, in milliseconds. */
  at: number;
  count: number;
}

/** The errors of all groups together, step by step. A group that is linked twice, since it was merged, counts once. */
export function errorBars(links: Links): ErrorBar[] {
  const groups = new Map(links.flatMap(({ errorGroup }) => (errorGroup ? [[errorGroup.id, errorGroup.counts]] : [])));
  const sums = new Map<number, number>();
  for (const counts of groups.values())
    for (const { at, count } of counts) sums.set(Date.parse(at), (sums.get(Date.parse(at)) ?? 0) + count);
  return [...sums].map(([at, count]) => ({ at, count })).sort((a, b) => a.at - b.at);
}
