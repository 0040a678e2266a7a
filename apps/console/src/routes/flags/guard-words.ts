import { html, type TemplateResult } from "lit";
import { durationWords } from "../../parts/duration-words.ts";

const comparators: Record<string, string> = { gt: "above", gte: "at or above", lt: "below", lte: "at or below" };

/** Units that are words, as one of them is called. */
const singular: Record<string, string> = { entries: "entry", events: "event" };

/** The condition of an alert rule, as far as it is told. */
interface WatchedCondition {
  kind?: string;
  types?: readonly string[];
  atLeast?: number;
  withinSeconds?: number;
  forSeconds?: number;
  series?: string;
  comparator?: string;
  limit?: number;
  windowSeconds?: number;
}

const long = (seconds: number): TemplateResult => html`<span class="tag">${durationWords(seconds * 1000)}</span>`;

/** When a guard is breached, as one reads it. @param definition the rule's, as the API tells it */
export function guardWords(definition: unknown, unit: string): TemplateResult {
  const condition = (definition as { condition?: WatchedCondition }).condition ?? {};
  const types = html`${(condition.types ?? []).map((type, index) => html`${index > 0 ? " or " : ""}<span class="tag">${type}</span>`)}`;
  if (condition.kind === "event")
    return html`${types} comes ${condition.atLeast === 1 ? "once" : html`<span class="tag">${condition.atLeast}</span> times within ${long(condition.withinSeconds ?? 0)}`}`;
  if (condition.kind === "absence") return html`no ${types} comes for ${long(condition.forSeconds ?? 0)}`;
  const is = condition.kind === "threshold" ? "is" : "changes by";
  const lasting = condition.forSeconds ? html` for ${long(condition.forSeconds)}` : "";
  return html`<span class="tag">${condition.series}</span> ${is} ${comparators[condition.comparator ?? ""] ?? ""} <span class="tag">${condition.limit} ${condition.limit === 1 ? (singular[unit] ?? unit) : unit}</span>${lasting}, over ${long(condition.windowSeconds ?? 0)}`;
}

/** Whether a value that is just the limit is a breach. @param definition the rule's, as the API tells it */
export function countsAtLimit(definition: unknown): boolean {
  const { kind, comparator } = (definition as { condition?: WatchedCondition }).condition ?? {};
  return kind === "event" || comparator === "gte" || comparator === "lte";
}
