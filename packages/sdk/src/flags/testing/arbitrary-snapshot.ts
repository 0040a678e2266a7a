import fc from "fast-check";
import type {
  AttributeCondition,
  Condition,
  EvaluationContext,
  FlagDefinition,
  Rule,
  Serve,
  Snapshot,
} from "../index.ts";

/** The moment at which tests evaluate. */
export const testNow = Date.parse("2026-11-21T12:00:00Z");

const times = fc.constantFrom("2026-11-20T00:00:00Z", "2026-11-21T12:00:00Z", "2026-12-01T00:00:00Z");
const users = fc.constantFrom("u1", "u2", "u3", "zoë", "user-123456");
const tenants = fc.constantFrom("acme", "globex", "initech");
const variant = fc.constantFrom("a", "b", "off");
const percentage = fc.oneof(
  fc.constantFrom(0, 100, 50, 0.001),
  fc.integer({ min: 0, max: 100_000 }).map((n) => n / 1000),
);
const bucketBy = fc.constantFrom(undefined, "tenant", "plan", "age");

/** Values for each operator that are sound, and on both sides of what contexts have. */
const comparisons: [AttributeCondition["operator"], string, (string | number)[]][] = [
  ["equals", "plan", ["pro", "free"]],
  ["in", "age", [30, "31"]],
  ["contains", "email", ["@acme", "x"]],
  ["startsWith", "email", ["ann", ""]],
  ["endsWith", "email", [".com", ".org"]],
  ["lt", "age", [30, 18]],
  ["lte", "age", [30]],
  ["gt", "age", [30, 65]],
  ["gte", "age", ["30"]],
  ["before", "since", ["2026-01-01", "2020-01-01T00:00:00Z"]],
  ["after", "since", ["2025-06-01"]],
  ["semver", "app", ["^1.2.0", "~1.2.3", "=1.2.3", "<1.2.3", ">1.2.3-beta"]],
  ["cidr", "ip", ["10.0.0.0/8", "192.168.1.4/32", "2001:db8::/32", "::/0", "0.0.0.0/0"]],
  ["regex", "email", ["^[a-z]+@", "corp\\.com$", "^.*@x"]],
  ["exists", "beta", []],
];

const attributeCondition: fc.Arbitrary<AttributeCondition> = fc
  .constantFrom(...comparisons)
  .chain(([operator, attribute, values]) =>
    fc.record(
      {
        attribute: fc.constant(attribute),
        operator: fc.constant(operator),
        values: values.length > 0 ? fc.subarray(values, { minLength: 1 }) : fc.constant([]),
        negate: fc.boolean(),
      },
      { requiredKeys: ["attribute", "operator", "values"] },
    ),
  );

const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: attributeCondition },
  { weight: 1, arbitrary: fc.record({ segment: fc.constantFrom("s1", "s2"), negate: fc.boolean() }) },
);

const serve: fc.Arbitrary<Serve> = fc.oneof(
  variant,
  fc.record(
    {
      weights: fc.integer({ min: 0, max: 100_000 }).map((n) => [
        { variant: "a", weight: n / 1000 },
        { variant: "b", weight: (100_000 - n) / 1000 },
      ]),
      bucketBy,
      salt: fc.constantFrom(undefined, "own"),
    },
    { requiredKeys: ["weights"] },
  ),
);

const rollout = fc.record({ percentage, bucketBy }, { requiredKeys: ["percentage"] });
const rule = (id: string): fc.Arbitrary<Rule> =>
  fc.record(
    { id: fc.constant(id), conditions: fc.array(condition, { maxLength: 3 }), rollout, serve },
    { requiredKeys: ["id", "conditions"] },
  );
const override = (key: fc.Arbitrary<string>) =>
  fc.record({ key, variant, expiresAt: times }, { requiredKeys: ["key", "variant"] });
const overrides = (key: fc.Arbitrary<string>) =>
  fc.uniqueArray(override(key), { maxLength: 2, selector: (one) => one.key });
const list = fc.record({ users: fc.array(users, { maxLength: 1 }), tenants: fc.array(tenants, { maxLength: 1 }) });

const flag = (key: string, required: string[]): fc.Arbitrary<FlagDefinition> =>
  fc.record(
    {
      key: fc.constant(key),
      environment: fc.oneof(
        { weight: 20, arbitrary: fc.constant("production") },
        { weight: 1, arbitrary: fc.constant("staging") },
      ),
      type: fc.constantFrom("boolean", "percentage", "tenantList", "userList", "schedule", "variant"),
      state: fc.oneof(
        { weight: 20, arbitrary: fc.constantFrom("active", "stale") },
        { weight: 1, arbitrary: fc.constantFrom("draft", "archived") },
      ) as fc.Arbitrary<FlagDefinition["state"]>,
      enabled: fc.oneof({ weight: 20, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      salt: fc.stringMatching(/^[a-f0-9é]{1,9}$/),
      variants: fc.constant({ a: "A", b: "B", off: "" }),
      serve,
      defaultVariant: fc.constant("off"),
      killed: fc.constant(false),
      schedule: fc.record({ from: times, until: times }, { requiredKeys: [] }),
      userOverrides: overrides(users),
      tenantOverrides: overrides(tenants),
      deny: list,
      allow: list,
      prerequisites: fc.subarray(required).map((keys) => keys.map((one) => ({ flag: one, variants: ["a", "b"] }))),
      rules: fc.tuple(rule("r1"), rule("r2")).chain((rules) => fc.subarray(rules)),
      rollout,
      bucketBy,
    },
    { requiredKeys: ["key", "environment", "type", "state", "enabled", "salt", "variants", "serve", "defaultVariant"] },
  );

/** A snapshot of four sound flags; each may require those before it, and one that is not there. */
export const arbitrarySnapshot: fc.Arbitrary<Snapshot> = fc
  .tuple(flag("f1", ["none"]), flag("f2", ["f1"]), flag("f3", ["f1", "f2"]), flag("f4", ["f2", "f3"]))
  .chain((flags) =>
    fc.record({
      version: fc.integer({ min: 1, max: 1000 }),
      environment: fc.constant("production"),
      flags: fc.constant(flags),
      segments: fc
        .tuple(fc.array(attributeCondition, { maxLength: 2 }), fc.array(attributeCondition, { maxLength: 2 }))
        .map(([one, two]) => [
          { key: "s1", conditions: one },
          { key: "s2", conditions: two },
        ]),
    }),
  );

export const arbitraryContext: fc.Arbitrary<EvaluationContext> = fc.record(
  {
    targetingKey: fc.oneof(users, fc.uuid()),
    tenant: tenants,
    plan: fc.constantFrom("pro", "free", ["free", "team"], true, ""),
    age: fc.constantFrom(17, 30, "30", 31, 99, "old", ""),
    email: fc.constantFrom("ann@acme.com", "bob@corp.com", "x", "é@x.org", "a".repeat(300)),
    since: fc.constantFrom("2019-05-05", "2025-12-31T23:00:00Z", 1_700_000_000_000, "yesterday", "1"),
    app: fc.constantFrom("1.2.3", "1.2.3-beta", "v1.3", "2.0.0-0", "0.9.9", "new", "1.2.4"),
    ip: fc.constantFrom("10.1.2.3", "192.168.1.4", "2001:db8::1", "8.8.8.8", "here", "10.01.2.3"),
    beta: fc.constantFrom(null, true, ""),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<EvaluationContext>;
