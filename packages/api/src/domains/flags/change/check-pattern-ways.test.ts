import { afterAll, beforeAll, expect, test } from "vitest";
import { type FlagGround, makeFlagGround, startTestServer, type TestServer } from "../../../testing/index.ts";

let server: TestServer;
let ground: FlagGround;

beforeAll(async () => {
  server = await startTestServer();
  ground = await makeFlagGround(server);
});
afterAll(() => server?.close());

/** Rules whose patterns have 2^16 ways each. */
const slow = (count: number) => Array.from({ length: count }, (_, i) => ({ conditions: [matches(`^.*${i}.*x`)] }));
const matches = (pattern: string) => ({ attribute: "plan", operator: "regex", values: [pattern] });

function evaluateAll(path: string, plan: unknown, key = ground.publishableKey): Promise<Response> {
  const headers = { authorization: `Bearer ${key}` };
  return fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify({ context: { plan } }) });
}

test("the patterns of a flag, of a segment's flags and of an environment stay short together", async () => {
  const workspaceId = ground.workspace.id;
  // While there are no patterns a list may be as long as it wants.
  const many = Array.from({ length: 100 }, (_, i) => `${i}`.padEnd(100, "a"));
  const followed = await evaluateAll("/flags/v1/stream", [[many]]);
  expect(followed.status).toBe(200);
  const ended = followed.text();
  const flagId = await ground.makeFlag({ key: "own" });
  await expect(ground.configure(flagId, { rules: slow(17) })).rejects.toThrow("rules.16.conditions: Rule ");
  const made = { workspaceId, key: "slow", name: "Slow", conditions: [matches("^x")] };
  const { segment } = await ground.mutate("createFlagSegment", made, "segment { id }");
  await ground.configure(flagId, { rules: [...slow(15), { conditions: [{ segment: "slow" }] }] });
  const wider = { segmentId: segment.id, conditions: [matches("^.*a.*x"), matches("^.*b.*x")] };
  await expect(ground.mutate("updateFlagSegment", wider, "segment { id }")).rejects.toThrow(
    "The patterns of the flag own would have 1114112 ways to match in production; at most 1048576 are allowed.",
  );
  await ground.configure(flagId, { rules: slow(16) });
  for (const key of ["second", "third", "fourth"]) await ground.makeFlag({ key }, { rules: slow(16) });
  const fifth = await ground.makeFlag({ key: "fifth" });
  const refused = "The patterns of all flags in production would have 4259840 ways to match together; at most 4194304";
  await expect(ground.configure(fifth, { rules: slow(1) })).rejects.toThrow(refused);
  await ground.configure(fifth, { rules: slow(1), enabled: false });
  await expect(ground.configure(fifth, { enabled: true })).rejects.toThrow(refused);

  // A list is as much work as its texts together: long ones are refused, by whoever asks and wherever.
  for (const path of ["/ofrep/v1/evaluate/flags", "/ofrep/v1/evaluate/flags/own", "/flags/v1/stream"]) {
    const answer = await evaluateAll(path, [[many]]);
    const words = expect.stringContaining("the patterns of production's flags are tried on 256 at most");
    expect([path, answer.status, await answer.text()]).toEqual([path, 400, words]);
  }
  expect((await evaluateAll("/ofrep/v1/evaluate/flags", many.slice(0, 2))).status).toBe(200);
  expect((await evaluateAll("/ofrep/v1/evaluate/flags", many.join("").slice(0, 250))).status).toBe(200);
  expect((await evaluateAll("/ofrep/v1/evaluate/flags", [many.join("").slice(0, 250)])).status).toBe(200);
  // Who followed with such a list was told to come again.
  expect(await ended).toContain("event: answers");

  // What comes to an archived environment would be there when it is restored.
  const make = { workspaceId, key: "drill", name: "Drill", kind: "OTHER" };
  const { environment } = await ground.mutate("createEnvironment", make, "environment { id }");
  const rules = [...slow(15), { conditions: [{ segment: "slow" }] }];
  const inDrill = { flagId, environmentId: environment.id, enabled: true, rules };
  await ground.mutate("updateFlagConfiguration", inDrill, "configuration { id }");
  await ground.mutate("archiveEnvironment", { environmentId: environment.id }, "environment { id }");
  await expect(ground.mutate("updateFlagSegment", wider, "segment { id }")).rejects.toThrow(
    "The patterns of the flag own would have 1114112 ways to match in drill (archived)",
  );
});
