import type { OnCallLayer } from "@plumbline/db/schema";
import { Temporal } from "temporal-polyfill";
import { dailySpans, type Span } from "./spans.ts";
import { momentOf, zoned } from "./zone.ts";

const hourMs = 3_600_000;

/** Somebody's turn in a layer. */
export interface Turn extends Span {
  userId: string;
}

/**
 * The turns of a layer that touch a span, in their order, cut to the hours in which the layer serves. Days and weeks are counted
 * by the calendar, so that 09:00 stays 09:00 when the clocks change; hours are counted as they pass.
 */
export function turnsOf(layer: OnCallLayer, timeZone: string, within: Span): Turn[] {
  const { userIds, turn } = layer;
  if (userIds.length === 0) return [];
  const boundary = turn.unit === "hours" ? hourlyBoundary(layer, timeZone) : dailyBoundary(layer, timeZone);
  const turns: Turn[] = [];
  for (let k = Math.max(0, boundary.before(within.from)); ; k += 1) {
    const from = boundary.at(k);
    if (from >= within.to) break;
    const to = boundary.at(k + 1);
    const userId = userIds[k % userIds.length];
    if (to > within.from && userId)
      turns.push({ from: Math.max(from, within.from), to: Math.min(to, within.to), userId });
  }
  return layer.restrictions.length === 0 ? turns : turns.flatMap((each) => restrict(each, layer, timeZone));
}

interface Boundary {
  /** The moment at which turn `k` begins. */
  at(k: number): number;
  /** A turn that begins at this moment or earlier. */
  before(at: number): number;
}

function hourlyBoundary({ turn, startsOn, handOverAt }: OnCallLayer, timeZone: string): Boundary {
  const start = momentOf(Temporal.PlainDate.from(startsOn), handOverAt, timeZone);
  const size = turn.length * hourMs;
  return { at: (k) => start + k * size, before: (at) => Math.floor((at - start) / size) };
}

function dailyBoundary({ turn, startsOn, handOverAt }: OnCallLayer, timeZone: string): Boundary {
  const start = Temporal.PlainDate.from(startsOn);
  const days = turn.length * (turn.unit === "weeks" ? 7 : 1);
  return {
    at: (k) => momentOf(start.add({ days: k * days }), handOverAt, timeZone),
    before: (at) => Math.floor(start.until(zoned(at, timeZone).toPlainDate()).days / days) - 1,
  };
}

/** What of a turn lies in the layer's hours. Restrictions that overlap are one. */
function restrict(turn: Turn, { restrictions }: OnCallLayer, timeZone: string): Turn[] {
  const spans = restrictions
    .flatMap((each) => dailySpans(each, timeZone, turn))
    .map(({ from, to }) => ({ from: Math.max(from, turn.from), to: Math.min(to, turn.to) }))
    .sort((a, b) => a.from - b.from);
  const merged: Turn[] = [];
  for (const { from, to } of spans) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to, userId: turn.userId });
  }
  return merged;
}
