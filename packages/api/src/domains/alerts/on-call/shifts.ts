import type { OnCallLayer } from "@plumbline/db/schema";
import type { Span } from "./spans.ts";
import { turnsOf } from "./turns.ts";

/** What shifts are made of. */
export interface OnCallPlan {
  timeZone: string;
  layers: readonly OnCallLayer[];
  /** A later one goes before an earlier one. */
  overrides: readonly { id: string; userId: string; startsAt: Date; endsAt: Date }[];
}

/** Who is on call from one moment to another. */
export interface Shift extends Span {
  /** Null for a gap: nobody is on call. */
  userId: string | null;
  /** The override that says so, or the name of the layer; null for a gap. */
  via: { overrideId: string } | { layer: string } | null;
}

/** Milliseconds that {@link onCallAt} looks ahead for the end of a shift. */
const aheadMs = 35 * 86_400_000;

/** Who is on call in a span, without holes: gaps are shifts of nobody. Overrides go before layers, later layers before earlier. */
export function shiftsBetween({ timeZone, layers, overrides }: OnCallPlan, within: Span): Shift[] {
  const ranked: Shift[][] = [
    ...layers.map((layer) =>
      turnsOf(layer, timeZone, within).map((turn): Shift => ({ ...turn, via: { layer: layer.name } })),
    ),
    ...overrides.map(({ id, userId, startsAt, endsAt }): Shift[] => [
      { from: startsAt.getTime(), to: endsAt.getTime(), userId, via: { overrideId: id } },
    ]),
  ];
  const cuts = new Set([within.from, within.to]);
  for (const { from, to } of ranked.flat())
    for (const cut of [from, to]) if (cut > within.from && cut < within.to) cuts.add(cut);
  const moments = [...cuts].sort((a, b) => a - b);
  const shifts: Shift[] = [];
  for (const [index, from] of moments.slice(0, -1).entries()) {
    const to = moments[index + 1] ?? within.to;
    const serving = ranked
      .findLast((each) => covering(each, from))
      ?.find((each) => each.from <= from && from < each.to);
    append(shifts, serving ? { ...serving, from, to } : { from, to, userId: null, via: null });
  }
  return shifts;
}

function covering(shifts: readonly Shift[], at: number): boolean {
  return shifts.some(({ from, to }) => from <= at && at < to);
}

function append(shifts: Shift[], next: Shift): void {
  const last = shifts.at(-1);
  if (last && last.userId === next.userId && JSON.stringify(last.via) === JSON.stringify(next.via)) last.to = next.to;
  else shifts.push(next);
}

/** Who is on call at a moment, and until when; `until` is null when that lies more than 35 days ahead. */
export function onCallAt(
  plan: OnCallPlan,
  at: number,
): { userId: string | null; until: number | null; via: Shift["via"] } {
  const shifts = shiftsBetween(plan, { from: at, to: at + aheadMs });
  const [now] = shifts;
  if (!now) return { userId: null, until: null, via: null };
  // A hand-over to oneself is none.
  const end = shifts.find(({ userId }) => userId !== now.userId);
  return { userId: now.userId, until: end?.from ?? null, via: now.via };
}

/** The spans in which nobody is on call. */
export function gapsBetween(plan: OnCallPlan, within: Span): Span[] {
  return shiftsBetween(plan, within)
    .filter(({ userId }) => userId === null)
    .map(({ from, to }) => ({ from, to }));
}
