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

test("the patterns of a flag, of a segment's flags and of an environment stay short together", async () => {
  const workspaceId = ground.workspace.id;
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
});
