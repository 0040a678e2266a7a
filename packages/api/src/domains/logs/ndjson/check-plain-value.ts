import { intakeLimits } from "../ingest/intake-limits.ts";
import { RefusedEntry } from "../ingest/intake-notes.ts";
import type { JsonValue } from "../store/json-value.ts";

/** @throws RefusedEntry when the values of a line are too many or lie too deep */
export function checkPlainValue(value: JsonValue): void {
  let left: number = intakeLimits.values;
  const visit = (inner: JsonValue, depth: number): void => {
    left -= 1;
    if (left < 0) throw new RefusedEntry(`more than ${intakeLimits.values} values`);
    if (inner === null || typeof inner !== "object") return;
    if (depth > intakeLimits.depth) throw new RefusedEntry(`values lie more than ${intakeLimits.depth} deep`);
    for (const each of Object.values(inner)) visit(each as JsonValue, depth + 1);
  };
  visit(value, 0);
}
