import { momentOf } from "../../parts/clock.ts";

/** A sentence of the API with its moments (ISO 8601, UTC) in the reader's own zone and shape. */
export function localTimes(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, (moment) => momentOf(moment));
}
