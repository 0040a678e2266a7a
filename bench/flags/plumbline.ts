import { compileSnapshot, type FlagDefinition } from "../../packages/sdk/src/flags/index.ts";
import { type BenchContext, type Contestant, flagKeys, plans } from "./contestant.ts";

export function plumbline(all: readonly BenchContext[]): Contestant {
  const flag: FlagDefinition = {
    key: flagKeys.static,
    environment: "production",
    type: "boolean",
    state: "active",
    enabled: true,
    salt: "a3f1c09be2d84751",
    variants: { on: true, off: false },
    serve: "on",
    defaultVariant: "off",
  };
  const rule = {
    id: "paying",
    conditions: [{ attribute: "plan", operator: "in" as const, values: plans }],
    rollout: { percentage: 50 },
  };
  const snapshot = compileSnapshot({
    version: 1,
    environment: "production",
    flags: [flag, { ...flag, key: flagKeys.rollout, rules: [rule], rollout: { percentage: 0 } }],
    segments: [],
  });
  const contexts = all.map(({ user, plan }) => ({ targetingKey: user, plan }));
  return {
    name: "plumbline",
    evaluate(key) {
      let on = 0;
      for (const context of contexts) if (snapshot.evaluate(key, context, false).value) on += 1;
      return on;
    },
  };
}
