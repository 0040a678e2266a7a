import { expect, test } from "vitest";
import { pathsBetween } from "./paths-between.ts";

test("says path by path what went and what came", () => {
  const before = { enabled: false, rollout: null, deny: { users: ["u_1"] } };
  const after = { enabled: true, rollout: { percentage: 25 }, deny: { users: [] } };
  expect(pathsBetween(before, after)).toEqual([
    { path: "enabled", before: false, after: true },
    { path: "rollout.percentage", before: undefined, after: 25 },
    { path: "deny.users[0]", before: "u_1", after: undefined },
  ]);
});

test("leaves out what begins empty and the id of a new rule, but never the rule", () => {
  const named = { rules: [{ id: "r1", name: "Staff", conditions: [] }], description: "" };
  expect(pathsBetween({ rules: [] }, named)).toEqual([{ path: "rules[0].name", before: undefined, after: "Staff" }]);
  const always = { id: "r1", conditions: [] };
  expect(pathsBetween({ rules: [] }, { rules: [always] })).toEqual([
    { path: "rules[0]", before: undefined, after: always },
  ]);
});

test("tells what is taken away as it tells what comes", () => {
  const rule = { id: "r1", name: "Staff", conditions: [] };
  expect(pathsBetween({ rules: [rule], rollout: { percentage: 5 } }, { rules: [], rollout: null })).toEqual([
    { path: "rules[0].name", before: "Staff", after: undefined },
    { path: "rollout.percentage", before: 5, after: undefined },
  ]);
});
