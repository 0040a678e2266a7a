import type { Scenario } from "./read-scenarios.ts";
import type { Side } from "./sides.ts";

/** Scenarios about what is optional in the specification and not so here, by their tag. */
const notOurs = new Map([
  [
    "@reason-codes-cached",
    "answers come from a snapshot at once; CACHED says that the source has not confirmed it yet",
  ],
  ["@metadata", "flags carry no metadata of their own; that of an answer says step, rule and version"],
]);

/** Whether a scenario can be had with an SDK, and is about something that we have. */
export function appliesTo({ tags, steps }: Scenario, side: Side): boolean {
  if (tags.some((tag) => notOurs.has(tag))) return false;
  if (tags.includes("@async") && side.asks === "at once") return false;
  const named = steps.flatMap(({ text, table }) => [/the "(.*)" level/.exec(text)?.[1], ...table.flat()]);
  const levels = ["API", "Transaction", "Client", "Invocation", "Before Hooks"];
  return named.every((word) => !word || !levels.includes(word) || side.levels.includes(word));
}
