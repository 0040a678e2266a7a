import { type BenchContext, type Contestant, flagKeys } from "./flags/contestant.ts";
import { flagd } from "./flags/flagd.ts";
import { growthbook } from "./flags/growthbook.ts";
import { launchdarkly } from "./flags/launchdarkly.ts";
import { plumbline } from "./flags/plumbline.ts";
import { unleash } from "./flags/unleash.ts";
import { type Benchmark, type Measure, quantile } from "./measure.ts";

const contexts: BenchContext[] = Array.from({ length: 1000 }, (_, i) => ({
  user: `user-${(i * 7919) % 100_003}`,
  plan: ["free", "pro", "team", "enterprise"][i % 4] ?? "free",
}));
const rounds = 15;
const roundMs = 40;
const budgets = { rollout: 4, static: 3 };

/** The evaluator of the SDK beside those of four others: the same flags, the same contexts, in turns. */
export const flags: Benchmark = {
  name: "flags",
  async run(): Promise<Measure[]> {
    const ours = plumbline(contexts);
    const peers = [flagd(contexts), await unleash(contexts), growthbook(contexts), await launchdarkly(contexts)];
    try {
      return [...(await race("rollout", ours, peers)), ...(await race("static", ours, peers))];
    } finally {
      for (const { close } of peers) await close?.();
    }
  },
};

async function race(kind: keyof typeof budgets, ours: Contestant, peers: Contestant[]): Promise<Measure[]> {
  const all = [ours, ...peers];
  const times = new Map(all.map((one) => [one, [] as number[]]));
  for (const one of all) await expectRightAnswers(one, kind);
  for (const one of all) await nanoseconds(one, flagKeys[kind], roundMs * 5);
  for (let round = 0; round < rounds; round += 1)
    for (const one of all) times.get(one)?.push(await nanoseconds(one, flagKeys[kind], roundMs));
  const median = (one: Contestant) => quantile(times.get(one) ?? [], 0.5);
  const fastest = Math.min(...peers.map(median));
  return peers.map((peer) => ({
    what: `Flag evaluation, ${kind}`,
    value: `${median(ours).toFixed(0)} ns`,
    against: `${peer.name}, ${median(peer).toFixed(0)} ns${median(peer) === fastest ? " (the fastest)" : ""}`,
    ratio: median(peer) / median(ours),
    budget: { sign: ">=", ratio: budgets[kind] },
  }));
}

/** A peer that is wired wrongly would be beaten easily: half of the two plans of four, or everyone. */
async function expectRightAnswers(one: Contestant, kind: keyof typeof budgets): Promise<void> {
  const share = (await one.evaluate(flagKeys[kind])) / contexts.length;
  if (kind === "static" ? share !== 1 : share < 0.2 || share > 0.3)
    throw new Error(`${one.name} has ${kind} on for ${share * 100} % of the contexts.`);
}

/** Time of one evaluation, over at least that many milliseconds. */
async function nanoseconds(one: Contestant, key: string, leastMs: number): Promise<number> {
  let evaluated = 0;
  const startedAt = performance.now();
  let elapsed = 0;
  while (elapsed < leastMs) {
    await one.evaluate(key);
    evaluated += contexts.length;
    elapsed = performance.now() - startedAt;
  }
  return (elapsed * 1e6) / evaluated;
}
