import { levelOf, readLevel, severitiesOf } from "./log-levels.ts";
import type { LogTest } from "./log-query.ts";
import { readMoment } from "./read-moment.ts";

/** Whole numbers, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The severities that a level's word means. */
export function levelSpan(value: string): Span {
  return severitiesOf(readLevel(value) ?? "trace");
}

export function numberSpan(value: string): Span {
  return { from: Number(value), to: Number(value) };
}

/** What a test lets through of a whole number, both ends included; null for `exists`. */
export function boundsOf(test: LogTest, spanOf: (value: string) => Span): Span | null {
  const all = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  switch (test.op) {
    case "is":
      return spanOf(test.value);
    case "gt":
      return { ...all, from: spanOf(test.value).to + 1 };
    case "gte":
      return { ...all, from: spanOf(test.value).from };
    case "lt":
      return { ...all, to: spanOf(test.value).from - 1 };
    case "lte":
      return { ...all, to: spanOf(test.value).to };
    case "between":
      return {
        from: test.from === null ? all.from : spanOf(test.from).from,
        to: test.to === null ? all.to : spanOf(test.to).to,
      };
    default:
      return null;
  }
}

/** Severities that a test of the level lets through, both ends included. `none`: entries without one too, as the level that they count as. */
export function levelBounds(test: LogTest): Span & { readonly none: boolean } {
  const { from, to } = boundsOf(test, levelSpan) ?? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const counted = severitiesOf(levelOf(0));
  return { from, to, none: from <= counted.from && to >= counted.to };
}

/** When it may have happened: from a moment on and before another; null for an open end. */
export function timeBounds(test: LogTest, now: number): { from: number | null; before: number | null } {
  const span = (value: string) => readMoment(value, now) ?? { from: now, to: now };
  switch (test.op) {
    case "is":
      return { from: span(test.value).from, before: span(test.value).to };
    case "gt": {
      const { from, to } = span(test.value);
      return { from: from === to ? from + 1 : to, before: null };
    }
    case "gte":
      return { from: span(test.value).from, before: null };
    case "lt":
      return { from: null, before: span(test.value).from };
    case "lte": {
      const { from, to } = span(test.value);
      return { from: null, before: from === to ? from + 1 : to };
    }
    case "between": {
      const end = test.to === null ? null : span(test.to);
      return {
        from: test.from === null ? null : span(test.from).from,
        before: end && (end.from === end.to ? end.from + 1 : end.to),
      };
    }
    default:
      return { from: null, before: null };
  }
}
