import { FlagdCore } from "@openfeature/flagd-core";
import { type BenchContext, type Contestant, flagKeys, plans } from "./contestant.ts";

/** https://flagd.dev/reference/custom-operations/fractional-operation/ */
export function flagd(all: readonly BenchContext[]): Contestant {
  const core = new FlagdCore();
  const flag = { state: "ENABLED", variants: { on: true, off: false } };
  const half = {
    fractional: [
      ["on", 50],
      ["off", 50],
    ],
  };
  const targeting = { if: [{ in: [{ var: "plan" }, plans] }, half, "off"] };
  core.setConfigurations(
    JSON.stringify({
      flags: {
        [flagKeys.static]: { ...flag, defaultVariant: "on" },
        [flagKeys.rollout]: { ...flag, defaultVariant: "off", targeting },
      },
    }),
  );
  const contexts = all.map(({ user, plan }) => ({ targetingKey: user, plan }));
  return {
    name: "@openfeature/flagd-core",
    evaluate(key) {
      let on = 0;
      for (const context of contexts) if (core.resolveBooleanEvaluation(key, false, context).value) on += 1;
      return on;
    },
  };
}
