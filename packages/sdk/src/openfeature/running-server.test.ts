import { OpenFeature as Server } from "@openfeature/server-sdk";
import { OpenFeature as Web } from "@openfeature/web-sdk";
import { startTestServer, type TestServer } from "@plumbline/api/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type FlagGround, makeFlags } from "../testing/make-flags.ts";
import { appliesTo } from "./testing/applies-to.ts";
import { readScenarios } from "./testing/read-scenarios.ts";
import { remoteSides } from "./testing/remote-sides.ts";
import { specificationFlags } from "./testing/specification-flags.ts";
import { playScenario } from "./testing/steps.ts";

let server: TestServer;
let ground: FlagGround;

beforeAll(async () => {
  server = await startTestServer({ env: { API_COST_PER_SECOND: "100000" } });
  ground = await makeFlags(server);
  for (const { key, variants, serve, defaultVariant, enabled, rules = [] } of specificationFlags().flags)
    await ground.make(key, variants, { serve, defaultVariant, enabled, rules });
  for (const side of remoteSides) await side.connect(ground);
}, 90_000);

afterAll(async () => {
  await Server.close();
  await Web.close();
  await server?.close();
});

describe.each(remoteSides)("the specification's scenarios with $name and a running server", (side) => {
  const scenarios = ["evaluation.feature", "evaluation_v2.feature"]
    .flatMap(readScenarios)
    // In which state a provider is, is not the server's affair.
    .filter((scenario) => appliesTo(scenario, side) && !scenario.tags.includes("@provider-status"));

  it.each(scenarios)("$name", ({ steps }) => playScenario(side, steps));
});
