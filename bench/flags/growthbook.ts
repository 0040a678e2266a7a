import { GrowthBookClient } from "@growthbook/growthbook";
import { type BenchContext, type Contestant, flagKeys, plans } from "./contestant.ts";

/** https://docs.growthbook.io/lib/node: one client for all users. */
export function growthbook(all: readonly BenchContext[]): Contestant {
  const client = new GrowthBookClient().initSync({
    payload: {
      features: {
        [flagKeys.static]: { defaultValue: true },
        [flagKeys.rollout]: {
          defaultValue: false,
          rules: [
            {
              condition: { plan: { $in: plans } },
              force: true,
              coverage: 0.5,
              hashAttribute: "id",
              seed: flagKeys.rollout,
            },
          ],
        },
      },
    },
  });
  const contexts = all.map(({ user, plan }) => ({ attributes: { id: user, plan } }));
  return {
    name: "@growthbook/growthbook",
    evaluate(key) {
      let on = 0;
      for (const context of contexts) if (client.isOn(key, context)) on += 1;
      return on;
    },
    close: () => client.destroy(),
  };
}
