import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { type Context, InMemStorageProvider, Unleash } from "unleash-client";
import { afterEach, expect, it } from "vitest";
import { findProblems } from "../../authoring/index.ts";
import { compileSnapshot, type EvaluationContext } from "../../index.ts";
import { type FlagImport, importUnleash, portableSnapshot } from "../index.ts";
import type { UnleashState } from "./unleash-state.ts";

const specifications = join(
  dirname(createRequire(import.meta.url).resolve("@unleash/client-specification/package.json")),
  "specifications",
);
let clients: Unleash[] = [];
afterEach(() => {
  for (const client of clients) client.destroy();
  clients = [];
});

/** Unleash's own client on a state, offline. */
async function unleashOn({ features, segments = [] }: UnleashState): Promise<Unleash> {
  const client = new Unleash({
    appName: "proof",
    url: "http://127.0.0.1:9/api",
    refreshInterval: 0,
    disableMetrics: true,
    skipInstanceCountWarning: true,
    disableAutoStart: true,
    storageProvider: new InMemStorageProvider(),
    bootstrap: { data: features as never, segments: segments as never },
  });
  clients.push(client);
  client.on("error", () => {});
  client.on("warn", () => {});
  const ready = once(client, "ready");
  void client.start();
  await ready;
  return client;
}

/** The same context as our evaluator gets it. */
function contextOf({ userId, properties, ...rest }: Context): EvaluationContext {
  return { ...properties, ...rest, ...(userId !== undefined && { targetingKey: userId }) } as EvaluationContext;
}

/** What Unleash answers, and what the import does, in the same words. */
function answers(client: Unleash, imported: FlagImport, name: string, context: Context) {
  const { file } = imported;
  const flag = file.flags.find(({ key }) => key === name);
  const ours = compileSnapshot(portableSnapshot(file, "production")).evaluate(name, contextOf(context), null);
  const outside = flag?.environments.production?.defaultVariant;
  const theirs = client.getVariant(name, context);
  const variant =
    ours.variant === outside || ours.variant === "enabled" || ours.variant === "on" ? "disabled" : ours.variant;
  const payload = flag?.variants.find(({ key }) => key === ours.variant)?.value;
  return {
    ours: {
      enabled: ours.variant !== null && ours.variant !== outside,
      variant: variant?.replace(/-2$/, ""),
      payload: variant === "disabled" ? null : payload,
    },
    theirs: {
      enabled: client.isEnabled(name, context),
      variant: theirs.enabled ? theirs.name : "disabled",
      payload: theirs.enabled ? (payloadOf(theirs.payload, flag?.valueKind) ?? theirs.name) : null,
    },
  };
}

function payloadOf(payload: { value: string } | undefined, kind: string | undefined): unknown {
  if (!payload) return undefined;
  return kind === "json" ? JSON.parse(payload.value) : kind === "number" ? Number(payload.value) : payload.value;
}

/** Whether Unleash throws dice for this context, at this flag or one before it, and the import has said so. */
function isDealtByDice({ differences }: FlagImport, context: Context): boolean {
  const ours = contextOf(context);
  return differences.some(({ message }) => {
    const [, names] = /Without (.+) Unleash throws dice/.exec(message) ?? [];
    return names?.split(", ").every((name) => !ours[name]);
  });
}

interface Specification {
  name: string;
  state: UnleashState & { events?: readonly unknown[] };
  tests?: { context: Context; toggleName: string }[];
  variantTests?: { context: Context; toggleName: string }[];
}

it("answers every question of Unleash's client specification as Unleash's own client does", async () => {
  const names = JSON.parse(readFileSync(join(specifications, "index.json"), "utf8")) as string[];
  const wrong: unknown[] = [];
  const refused: string[] = [];
  const dice: string[] = [];
  let compared = 0;
  for (const name of names) {
    const {
      state,
      tests = [],
      variantTests = [],
    } = JSON.parse(readFileSync(join(specifications, name), "utf8")) as Specification;
    if (!state.features) continue;
    const client = await unleashOn(state);
    const imported = importUnleash(JSON.stringify(state));
    refused.push(...imported.refused.map(({ flag, reason }) => `${flag}: ${reason}`));
    const snapshot = portableSnapshot(imported.file, "production");
    for (const flag of snapshot.flags) expect([flag.key, findProblems(flag, snapshot)]).toEqual([flag.key, []]);
    for (const { toggleName, context } of [...tests, ...variantTests]) {
      if (imported.refused.some(({ flag }) => flag === toggleName)) continue;
      if (!imported.file.flags.some(({ key }) => key === toggleName)) {
        expect(client.isEnabled(toggleName, context)).toBe(false);
        continue;
      }
      const { ours, theirs } = answers(client, imported, toggleName, context);
      compared += 1;
      if (JSON.stringify(ours) === JSON.stringify(theirs)) continue;
      if (isDealtByDice(imported, context)) dice.push(toggleName);
      else wrong.push({ name, toggleName, context, ours, theirs });
    }
  }
  expect(wrong).toEqual([]);
  expect(refused).toEqual([expect.stringContaining("R10.inline_flag_m: The pattern (?m)^foo$ has the flags (?m)")]);
  // Its one variant test without a user, a session and an address: dice in Unleash, as the import says.
  expect([...new Set([...dice, "F9.globalSegmentOn"])]).toEqual(["F9.globalSegmentOn"]);
  expect(compared).toBeGreaterThan(200);
});

const word = fc.constantFrom("alpha", "Beta", "gamma-1", "10", "7.5", "1.2.3", "2.0.0-rc.1", "10.1.2.3", "", "a.b");
const field = fc.constantFrom("userId", "sessionId", "remoteAddress", "plan", "version");
// An empty text is 0 in Unleash's comparisons of numbers and none here, as the import says: versions are never empty.
const comparison = fc.record({
  contextName: field,
  operator: fc.constantFrom(
    ..."IN NOT_IN STR_STARTS_WITH STR_ENDS_WITH STR_CONTAINS NUM_EQ NUM_GT NUM_LTE SEMVER_EQ SEMVER_GTE SEMVER_LT".split(
      " ",
    ),
    ..."IN_CIDR REGEX DATE_AFTER DATE_BEFORE NO_SUCH".split(" "),
  ),
  values: fc.array(fc.oneof(word, fc.constant("10.0.0.0/8")), { maxLength: 3 }),
  value: fc.oneof(word, fc.constantFrom("2020-01-01T00:00:00Z", "2090-01-01T00:00:00Z", "^[ab]", "(?i)BETA$")),
  inverted: fc.boolean(),
  caseInsensitive: fc.boolean(),
});
const constraint = comparison.map((one) => (one.operator.startsWith("NUM") ? { ...one, contextName: "version" } : one));
const weighted = (name: string) =>
  fc.record(
    {
      name: fc.constant(name),
      weight: fc.integer({ min: 0, max: 1000 }),
      payload: fc.record({ type: fc.constant("string"), value: fc.constant(`${name}!`) }),
      overrides: fc.array(fc.record({ contextName: field, values: fc.array(word, { maxLength: 2 }) }), {
        maxLength: 1,
      }),
    },
    { requiredKeys: ["name", "weight"] },
  );
const variants = fc.oneof(fc.constant([]), fc.tuple(weighted("red"), weighted("green"), weighted("blue")));
const strategy = fc.record(
  {
    name: fc.constantFrom("default", "userWithId", "remoteAddress", "gradualRolloutUserId", "flexibleRollout", "own"),
    parameters: fc.record({
      rollout: fc.integer({ min: -5, max: 105 }).map(String),
      percentage: fc.integer({ min: 0, max: 100 }).map(String),
      stickiness: fc.constantFrom("default", "userId", "sessionId", "plan"),
      groupId: fc.constantFrom("one", "two two", "three.four"),
      userIds: fc.array(word, { maxLength: 3 }).map((all) => all.join(", ")),
      IPs: fc.constantFrom("10.1.2.3", "10.0.0.0/8, alpha", ""),
    }),
    constraints: fc.array(constraint, { maxLength: 2 }),
    segments: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    variants,
  },
  { requiredKeys: ["name", "parameters"] },
);
const feature = (name: string, parents: readonly string[]) =>
  fc.record({
    name: fc.constant(name),
    enabled: fc.boolean(),
    strategies: fc.array(strategy, { maxLength: 3 }),
    variants,
    dependencies: fc.array(
      fc.record(
        {
          feature: fc.constantFrom(...parents),
          enabled: fc.boolean(),
          variants: fc.array(fc.constantFrom("red", "green", "disabled"), { maxLength: 2 }),
        },
        { requiredKeys: ["feature"] },
      ),
      { maxLength: parents.length > 1 ? 1 : 0 },
    ),
  });
const state = fc.record({
  features: fc.tuple(
    feature("parent", ["-"]),
    feature("child", ["parent", "nobody"]),
    feature("grandchild", ["child", "parent"]),
  ),
  segments: fc.array(constraint, { maxLength: 2 }).map((constraints) => [
    { id: 1, name: "First", constraints },
    { id: 2, name: "Second", constraints: [] },
  ]),
});
const context = fc.record(
  {
    userId: fc.oneof(word, fc.uuid()),
    sessionId: fc.uuid(),
    remoteAddress: fc.constantFrom("10.1.2.3", "192.168.1.1"),
    properties: fc.record({ plan: word, version: word.filter(Boolean) }, { requiredKeys: [] }),
  },
  { requiredKeys: ["sessionId"] },
);

it("answers as Unleash's own client whatever the state and the context", async () => {
  let compared = 0;
  let on = 0;
  await fc.assert(
    fc.asyncProperty(state, fc.array(context, { minLength: 12, maxLength: 12 }), async (some, contexts) => {
      const client = await unleashOn(some as unknown as UnleashState);
      const imported = importUnleash(JSON.stringify(some));
      for (const { name } of some.features) {
        if (imported.refused.some(({ flag }) => flag === name)) continue;
        for (const one of contexts) {
          if (isDealtByDice(imported, one as Context)) continue;
          const { ours, theirs } = answers(client, imported, name, one as Context);
          expect({ name, one, ...ours }).toEqual({ name, one, ...theirs });
          compared += 1;
          if (ours.enabled) on += 1;
        }
      }
      client.destroy();
    }),
    { seed: 20261121, numRuns: 300 },
  );
  // The comparison is worth something only if both answers occur.
  expect(on).toBeGreaterThan(compared / 10);
  expect(compared).toBeGreaterThan(9000);
});

it("lists what will not be as it was, and refuses a flag that it cannot answer alike", () => {
  const gradual = {
    name: "flexibleRollout",
    parameters: { rollout: "30", stickiness: "random", groupId: "caf\u00e9" },
  };
  const pattern = { contextName: "mail", operator: "REGEX", value: "(a+)+$" };
  const some: UnleashState = {
    features: [
      { name: "dice", enabled: true, strategies: [gradual, { name: "ours" }] },
      { name: "slow", enabled: true, strategies: [{ name: "default", constraints: [pattern] }] },
      { name: "after-slow", enabled: true, dependencies: [{ feature: "slow" }] },
      { name: "orphan", enabled: true, dependencies: [{ feature: "gone" }] },
    ],
  };
  const { file, differences, refused } = importUnleash(JSON.stringify(some), { environment: "staging" });
  expect(differences.map(({ flag, message, changesAnswers }) => [flag, changesAnswers, message.slice(0, 45)])).toEqual([
    ["dice", true, expect.stringContaining("Unleash throws dice at every question (30 %)")],
    ["dice", true, expect.stringContaining("caf\u00e9")],
    ["dice", true, expect.stringContaining('The strategy "ours" is code of your own')],
    ["orphan", false, expect.stringContaining('It depends on "gone", which the file does')],
  ]);
  expect(refused).toEqual([
    { flag: "slow", reason: expect.stringContaining("could take too long") },
    { flag: "after-slow", reason: 'It depends on "slow", which cannot be imported.' },
  ]);
  expect(file.flags.map(({ key, environments }) => [key, environments.staging?.enabled])).toEqual([
    ["dice", true],
    ["orphan", false],
  ]);
});

it("reads Unleash's export with its environments, order, tags and dependencies", () => {
  const strategy = { featureName: "checkout", name: "userWithId", segments: [7] };
  const exported = {
    features: [
      { name: "checkout", description: "New checkout", type: "release", stale: true, archived: false },
      { name: "old", archived: true },
      { name: "cart" },
    ],
    featureStrategies: [
      { ...strategy, environment: "production", sortOrder: 2, parameters: { userIds: "second" } },
      { ...strategy, environment: "production", sortOrder: 1, parameters: { userIds: "first" } },
      { ...strategy, environment: "production", disabled: true, parameters: { userIds: "never" } },
      { ...strategy, environment: "development", name: "default", segments: [] },
    ],
    featureEnvironments: [
      { featureName: "checkout", environment: "production", enabled: true },
      { featureName: "checkout", environment: "development", enabled: false },
      { featureName: "cart", environment: "production", enabled: true },
    ],
    segments: [{ id: 7, name: "Paying", constraints: [{ contextName: "plan", operator: "IN", values: ["pro"] }] }],
    featureTags: [{ featureName: "checkout", tagType: "simple", tagValue: "web" }],
    dependencies: [{ feature: "checkout", dependencies: [{ feature: "cart" }] }],
  };
  const { file, refused } = importUnleash(JSON.stringify(exported));
  expect(refused).toEqual([]);
  expect(file.flags.map(({ key, state, tags }) => [key, state, tags])).toEqual([
    ["checkout", "stale", ["web"]],
    ["cart", "active", []],
  ]);
  const checkout = file.flags[0]?.environments;
  expect(checkout?.development).toMatchObject({ enabled: false, serve: "on" });
  expect(checkout?.production?.prerequisites).toEqual([{ flag: "cart", variants: ["on"] }]);
  expect(checkout?.production?.rules?.map(({ conditions }) => conditions)).toEqual([
    [{ segment: "paying" }, { attribute: "targetingKey", operator: "in", values: ["first"] }],
    [{ segment: "paying" }, { attribute: "targetingKey", operator: "in", values: ["second"] }],
  ]);
  // Newer exports name segments without what they hold: such a flag would let everybody in.
  const named = { ...exported, segments: [{ id: 7, name: "Paying" }] };
  expect(importUnleash(JSON.stringify(named)).refused).toEqual([
    { flag: "checkout", reason: expect.stringContaining("does not say what it holds") },
  ]);
  expect(() => importUnleash("{}")).toThrow("no list `features`");
  expect(() => importUnleash("[")).toThrow("not JSON");
});
