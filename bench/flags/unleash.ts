import { once } from "node:events";
import { InMemStorageProvider, Unleash } from "unleash-client";
import { type BenchContext, type Contestant, flagKeys, plans } from "./contestant.ts";

/** https://docs.getunleash.io/sdks/node: bootstrapped, without a server, without metrics. */
export async function unleash(all: readonly BenchContext[]): Promise<Contestant> {
  const feature = { type: "release", enabled: true, stale: false, impressionData: false, variants: [] };
  const gradual = {
    name: "flexibleRollout",
    parameters: { rollout: "50", stickiness: "userId", groupId: flagKeys.rollout },
    constraints: [{ contextName: "plan", operator: "IN", values: plans, caseInsensitive: false, inverted: false }],
  };
  const client = new Unleash({
    appName: "bench",
    url: "http://127.0.0.1:9/api",
    refreshInterval: 0,
    disableMetrics: true,
    disableAutoStart: true,
    storageProvider: new InMemStorageProvider(),
    bootstrap: {
      data: [
        { ...feature, name: flagKeys.static, strategies: [{ name: "default", parameters: {}, constraints: [] }] },
        { ...feature, name: flagKeys.rollout, strategies: [gradual] },
      ] as never,
    },
  });
  client.on("error", () => {});
  client.on("warn", () => {});
  const ready = once(client, "ready");
  void client.start();
  await ready;
  const contexts = all.map(({ user, plan }) => ({ userId: user, properties: { plan } }));
  return {
    name: "unleash-client",
    evaluate(key) {
      let on = 0;
      for (const context of contexts) if (client.isEnabled(key, context)) on += 1;
      return on;
    },
    close: () => client.destroy(),
  };
}
