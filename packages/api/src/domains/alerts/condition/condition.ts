import { z } from "zod";
import { comparison } from "./comparison.ts";

const daySeconds = 86_400;

/** Events that a condition counts at most: it remembers the time of each. */
export const mostCounted = 1000;

const types = z.array(z.string().min(1).max(100)).min(1, "must name at least one event type.").max(20);
const where = z.array(comparison).max(20).default([]);

/** Enough matching events of one group within a span. */
export const eventCondition = z.strictObject({
  kind: z.literal("event"),
  /** Event types, from the query `eventTypes`. */
  types,
  /** All of them must hold. */
  where,
  /** Matching events that it takes. Default 1. */
  atLeast: z.int().min(1).max(mostCounted).default(1),
  /** Seconds within which they must happen. Default 300. */
  withinSeconds: z.int().min(1).max(daySeconds).default(300),
  /** Seconds without a matching event after which it is over. Default 1800. */
  resolveAfterSeconds: z
    .int()
    .min(60)
    .max(7 * daySeconds)
    .default(1800),
});

/** No matching event for too long, by group; a group is known once it was seen. */
export const absenceCondition = z.strictObject({
  kind: z.literal("absence"),
  types,
  where,
  /** Seconds of silence that it takes. */
  forSeconds: z
    .int()
    .min(60)
    .max(7 * daySeconds),
});

const measured = {
  /** Name of a series, from the query `alertSeries`. */
  series: z.string().min(1).max(100),
  /** Only points whose dimensions have these values. */
  filter: z.record(z.string().max(100), z.string().max(500)).default({}),
  /** How the points of a window become one value. Default avg. */
  aggregation: z.enum(["avg", "sum", "min", "max", "last"]).default("avg"),
  /** Seconds of one window. Default 300. */
  windowSeconds: z.int().min(60).max(daySeconds).default(300),
  comparator: z.enum(["gt", "gte", "lt", "lte"]),
  limit: z.number(),
  /** Once it fires, the value must get back past this one; keeps what hovers around the limit from flapping. Default: the limit. */
  clearLimit: z.number().optional(),
  /** Seconds for which the limit must be breached without a break. Default 0. */
  forSeconds: z.int().min(0).max(daySeconds).default(0),
};

/** A value beyond a limit. */
export const thresholdCondition = z.strictObject({ kind: z.literal("threshold"), ...measured });

/** How fast a value grows or falls. */
export const rateCondition = z.strictObject({
  kind: z.literal("rate"),
  ...measured,
  /** Seconds of the unit of time: 1, 60 or 3600. Default 60. */
  perSeconds: z.union([z.literal(1), z.literal(60), z.literal(3600)]).default(60),
});

/** How much a window differs from the one before it. */
export const changeCondition = z.strictObject({
  kind: z.literal("change"),
  ...measured,
  /** Default percent of the window before. */
  unit: z.enum(["percent", "absolute"]).default("percent"),
});

/** What a rule watches. A closed set: whoever needs another kind adds it here and nowhere else. */
export const condition = z
  .discriminatedUnion("kind", [eventCondition, absenceCondition, thresholdCondition, rateCondition, changeCondition])
  .superRefine((value, ctx) => {
    if (!("limit" in value) || value.clearLimit === undefined) return;
    const upward = value.comparator === "gt" || value.comparator === "gte";
    if (upward ? value.clearLimit <= value.limit : value.clearLimit >= value.limit) return;
    const message = upward ? "must not be above limit." : "must not be below limit.";
    ctx.addIssue({ code: "custom", path: ["clearLimit"], message });
  });

export type Condition = z.output<typeof condition>;
export type EventCondition = z.output<typeof eventCondition>;
export type AbsenceCondition = z.output<typeof absenceCondition>;
export type SeriesCondition = Extract<Condition, { series: string }>;
export type ConditionKind = Condition["kind"];

/** Whether the condition looks at a measured series, and not at events. */
export function isMeasured(value: Condition): value is SeriesCondition {
  return "series" in value;
}
