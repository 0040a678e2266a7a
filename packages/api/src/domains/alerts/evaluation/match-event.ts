import type { Comparison } from "../condition/comparison.ts";
import { type SeenEvent, valueAt } from "./seen-event.ts";

export interface EventFilter {
  types: readonly string[];
  where: readonly Comparison[];
}

/** Whether an event is of one of the types and every comparison holds. */
export function matchesEvent({ types, where }: EventFilter, event: SeenEvent): boolean {
  return types.includes(event.type) && where.every((each) => holds(each, valueAt(event, each.path)));
}

function holds({ op, value: wanted }: Comparison, value: unknown): boolean {
  switch (op) {
    case "eq":
      return value === wanted;
    case "ne":
      return value !== wanted;
    case "in":
      return (wanted as readonly unknown[]).includes(value);
    case "notIn":
      return !(wanted as readonly unknown[]).includes(value);
    case "contains":
      return Array.isArray(value) ? value.includes(wanted) : typeof value === "string" && value.includes(wanted);
    case "startsWith":
      return typeof value === "string" && value.startsWith(wanted);
    case "exists":
      return (value !== undefined) === wanted;
    default:
      return typeof value === "number" && compare(op, value, wanted as number);
  }
}

/** Whether a number stands to a limit as the comparator says. */
export function compare(op: "gt" | "gte" | "lt" | "lte", value: number, limit: number): boolean {
  switch (op) {
    case "gt":
      return value > limit;
    case "gte":
      return value >= limit;
    case "lt":
      return value < limit;
    case "lte":
      return value <= limit;
  }
}
