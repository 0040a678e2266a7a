import { timeZone } from "../../parts/clock.ts";
import type { Hours } from "./hours-fields.ts";
import type { OnCallScheduleRowFragment, UpdateOnCallScheduleMutationVariables } from "./on-call.gen.ts";
import { localInput } from "./week.ts";

type LayerInput = NonNullable<UpdateOnCallScheduleMutationVariables["input"]["layers"]>[number];

/** People who take turns, as the editor holds them: numbers are text until they are sent. */
export interface LayerDraft {
  name: string;
  /** In the order of their turns. */
  userIds: string[];
  length: string;
  unit: LayerInput["turn"]["unit"];
  startsOn: string;
  handOverAt: string;
  /** Empty: around the clock. */
  restrictions: Hours[];
}

/** A schedule as the editor holds it. */
export interface ScheduleDraft {
  name: string;
  timeZone: string;
  /** A later one goes before an earlier one. */
  layers: LayerDraft[];
}

/** A layer to begin with: weeks, from today, around the clock. */
export function newLayer(name: string, userIds: string[]): LayerDraft {
  const startsOn = localInput(new Date()).slice(0, 10);
  return { name, userIds, length: "1", unit: "WEEKS", startsOn, handOverAt: "09:00", restrictions: [] };
}

/** What the editor begins with: the schedule that there is, or a new one of one layer. */
export function scheduleDraft(
  schedule: OnCallScheduleRowFragment | undefined,
  first: string | undefined,
): ScheduleDraft {
  if (!schedule)
    return { name: "", timeZone: timeZone(), layers: [newLayer("Around the clock", first ? [first] : [])] };
  const layers = schedule.layers.map(({ turnLength, turnUnit, people: _, ...layer }) => ({
    ...layer,
    length: String(turnLength),
    unit: turnUnit,
  }));
  return { name: schedule.name, timeZone: schedule.timeZone, layers };
}

/** What the API takes. */
export function layersOf({ layers }: ScheduleDraft): LayerInput[] {
  return layers.map(({ name, userIds, length, unit, startsOn, handOverAt, restrictions }) => ({
    name,
    userIds,
    turn: { unit, length: Number(length) },
    startsOn,
    handOverAt,
    restrictions: restrictions.map(({ days, from, to }) => ({ days, from, to })),
  }));
}
