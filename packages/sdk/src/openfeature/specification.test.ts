import { describe, expect, it } from "vitest";
import { readScenarios, type Scenario } from "./testing/read-scenarios.ts";
import { type Side, sides } from "./testing/sides.ts";
import { takeStep } from "./testing/steps.ts";
import { World } from "./testing/world.ts";

/** Scenarios about what is optional in the specification and not so here, by their tag. */
const notOurs = new Map([
  [
    "@reason-codes-cached",
    "answers come from a snapshot at once; CACHED says that the source has not confirmed it yet",
  ],
  ["@metadata", "flags carry no metadata of their own; that of an answer says step, rule and version"],
]);

function applies({ tags, steps }: Scenario, side: Side): boolean {
  if (tags.some((tag) => notOurs.has(tag))) return false;
  if (tags.includes("@async") && side.asks === "at once") return false;
  const named = steps.flatMap(({ text, table }) => [/the "(.*)" level/.exec(text)?.[1], ...table.flat()]);
  const levels = ["API", "Transaction", "Client", "Invocation", "Before Hooks"];
  return named.every((word) => !word || !levels.includes(word) || side.levels.includes(word));
}

const features = ["evaluation.feature", "evaluation_v2.feature", "hooks.feature", "contextMerging.feature"];

describe.each(sides)("the specification's scenarios with the $name provider", (side) => {
  describe.each(features)("%s", (feature) => {
    const scenarios = readScenarios(feature).filter((scenario) => applies(scenario, side));

    it.each(scenarios)("$name", async ({ steps }) => {
      const world = new World(side);
      try {
        for (const { text, table } of steps) await takeStep(world, text, table);
      } finally {
        await world.close();
      }
    });
  });
});

// Of all of them, those for the server's provider, those for the web's.
it.each([
  ["evaluation.feature", 13, 13, 13],
  ["evaluation_v2.feature", 82, 79, 74],
  ["hooks.feature", 3, 3, 3],
  ["contextMerging.feature", 29, 29, 3],
])("leaves out of %s what is named here and nothing else", (feature, ...counts) => {
  const all = readScenarios(feature);
  const run = sides.map((side) => all.filter((scenario) => applies(scenario, side)).length);
  expect([all.length, ...run]).toEqual(counts);
});
