import { basicLogger, init } from "@launchdarkly/node-server-sdk";
import { TestData } from "@launchdarkly/node-server-sdk/integrations";
import { type BenchContext, type Contestant, flagKeys, plans } from "./contestant.ts";

/** https://launchdarkly.com/docs/sdk/features/test-data-sources: the real client with its flags in memory, without events. */
export async function launchdarkly(all: readonly BenchContext[]): Promise<Contestant> {
  const data = new TestData();
  const flag = { version: 1, on: true, variations: [true, false], offVariation: 1, salt: "a3f1c09be2d84751" };
  const clause = { attribute: "plan", op: "in", values: plans, contextKind: "user" };
  const weights = [
    { variation: 0, weight: 50_000 },
    { variation: 1, weight: 50_000 },
  ];
  data.usePreconfiguredFlag({ ...flag, key: flagKeys.static, fallthrough: { variation: 0 } });
  data.usePreconfiguredFlag({
    ...flag,
    key: flagKeys.rollout,
    fallthrough: { variation: 1 },
    rules: [{ id: "paying", clauses: [clause], rollout: { contextKind: "user", variations: weights } }],
  });
  const client = init("sdk-bench", {
    updateProcessor: data.getFactory(),
    sendEvents: false,
    diagnosticOptOut: true,
    logger: basicLogger({ level: "none" }),
  });
  await client.waitForInitialization({ timeout: 10 });
  const contexts = all.map(({ user, plan }) => ({ kind: "user", key: user, plan }));
  return {
    name: "@launchdarkly/node-server-sdk",
    async evaluate(key) {
      let on = 0;
      for (const context of contexts) if (await client.boolVariation(key, context, false)) on += 1;
      return on;
    },
    close: () => client.close(),
  };
}
