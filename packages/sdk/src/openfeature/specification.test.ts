import { describe, expect, it } from "vitest";
import { appliesTo } from "./testing/applies-to.ts";
import { readScenarios } from "./testing/read-scenarios.ts";
import { sides } from "./testing/sides.ts";
import { playScenario } from "./testing/steps.ts";

const features = ["evaluation.feature", "evaluation_v2.feature", "hooks.feature", "contextMerging.feature"];

describe.each(sides)("the specification's scenarios with the $name provider", (side) => {
  describe.each(features)("%s", (feature) => {
    const scenarios = readScenarios(feature).filter((scenario) => appliesTo(scenario, side));

    it.each(scenarios)("$name", async ({ steps }) => {
      await playScenario(side, steps);
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
  const run = sides.map((side) => all.filter((scenario) => appliesTo(scenario, side)).length);
  expect([all.length, ...run]).toEqual(counts);
});
