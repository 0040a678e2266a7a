import { createHash } from "node:crypto";
import type { AlertLabels } from "@plumbline/db/schema";
import { type SeenEvent, valueAt } from "./seen-event.ts";

/** A label's text at most; longer ones are cut, so that a group's key stays small. */
const longestLabel = 200;

/** The labels of the group that an event belongs to. What the event lacks is the empty text. */
export function labelsOf(groupBy: readonly string[], event: SeenEvent): AlertLabels {
  return Object.fromEntries(groupBy.map((path) => [labelName(path), labelText(valueAt(event, path))]));
}

/** `data.subject` is shown as `subject`. */
export function labelName(path: string): string {
  return path.replace(/^data\./, "");
}

function labelText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, longestLabel);
}

/** The labels as one text, the same in whatever order they are written. */
export function groupKeyOf(labels: AlertLabels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What an alert is deduplicated by: its rule and its group. */
export function fingerprintOf(ruleId: string, groupKey: string): string {
  return createHash("sha256").update(`${ruleId}\n${groupKey}`).digest("hex").slice(0, 32);
}

/** Why events are one alert, in words. */
export function groupReasonOf(groupBy: readonly string[], labels: AlertLabels): string {
  if (groupBy.length === 0) return "The rule has no grouping: everything that matches is one alert.";
  const same = groupBy.map((path) => `${labelName(path)} “${labels[labelName(path)] ?? ""}”`);
  return `Grouped by ${same.join(" and ")}.`;
}
