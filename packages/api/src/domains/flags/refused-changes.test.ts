import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FlagGround, makeFlagGround, startTestServer, type TestServer } from "../../testing/index.ts";

let server: TestServer;
let ground: FlagGround;
let workspaceId: string;
let production: string;

beforeAll(async () => {
  server = await startTestServer();
  ground = await makeFlagGround(server);
  workspaceId = ground.workspace.id;
  production = ground.environmentId;
});
afterAll(() => server?.close());

const configure = (flagId: string, environmentId: string, change: Record<string, unknown>) =>
  ground.mutate("updateFlagConfiguration", { flagId, environmentId, ...change }, "configuration { version }");

describe("what cannot be evaluated is refused with its path and its rule", () => {
  test.each([
    ["more than a whole", { rollout: { percentage: 130 } }, "rollout.percentage: 130 % is not between 0 and 100."],
    [
      "weights that make no whole",
      { serve: { weights: [{ variant: "on", weight: 80 }] } },
      "serve.weights: The weights make 80 %",
    ],
    [
      "a rule that compares with nothing",
      { rules: [{ name: "Old apps", conditions: [{ attribute: "app", operator: "semver", values: ["newest"] }] }] },
      'rules.0.conditions.0: Rule "Old apps": ',
    ],
    [
      "an attribute of an unknown type",
      { rules: [{ conditions: [{ attribute: "plan", operator: "equals", values: [{ a: 1 }] }] }] },
      "rules.0.conditions.0",
    ],
    [
      "10,000 rules",
      { rules: Array.from({ length: 10_000 }, () => ({ conditions: [] })) },
      "rules: There are 10000; at most 200 are allowed.",
    ],
    [
      "a segment that is not there",
      { rules: [{ name: "VIPs", conditions: [{ segment: "vips" }] }] },
      'Rule "VIPs": It cannot be used: Segment vips',
    ],
    ["a flag that is not there", { prerequisites: [{ flag: "nowhere", variants: ["on"] }] }, 'no flag "nowhere"'],
  ])("%s", async (_, change, words) => {
    const { flag } = await ground.mutate(
      "createFlag",
      { workspaceId, key: `broken-${Math.random().toString(36).slice(2)}` },
      "flag { id }",
    );
    await expect(configure(flag.id, production, change)).rejects.toThrow(words);
  });

  test("prerequisites that go in a circle", async () => {
    const a = await ground.makeFlag({ key: "circle-a" });
    await ground.makeFlag({ key: "circle-b" }, { prerequisites: [{ flag: "circle-a", variants: ["on"] }] });
    const closing = configure(a, production, { prerequisites: [{ flag: "circle-b", variants: ["on"] }] });
    await expect(closing).rejects.toThrow("prerequisites: They go in a circle: circle-a → circle-b → circle-a.");
    await expect(ground.mutate("archiveFlag", { flagId: a }, "flag { id }")).rejects.toThrow(
      "prerequisite of circle-b",
    );
  });

  test("JSON that is too large, or breaks its schema", async () => {
    const schema = { type: "object", properties: { size: { type: "number" } }, required: ["size"] };
    const make = (value: unknown) =>
      ground.mutate(
        "createFlag",
        { workspaceId, key: "banner", type: "VARIANT", variants: [{ key: "a", value }], jsonSchema: schema },
        "flag { valueKind }",
      );
    await expect(make({ size: "large" })).rejects.toThrow("variants.0.value.size: It must be number.");
    await expect(make({ size: 1, text: "x".repeat(1_000_000) })).rejects.toThrow(/variants\.0\.value.* at most 65536/);
    expect((await make({ size: 2 })).flag.valueKind).toBe("JSON");
  });
});
