import { BlockList, isIP } from "node:net";
import type { Condition, EvaluationContext, FlagDefinition, Rollout, Serve, Snapshot } from "../index.ts";

// Written straight from the priority list, without anything of the evaluator: slow, plain, and its own hash.

interface Answer {
  variant: string;
  step: string;
  ruleId: string | null;
}

function murmur(text: string): number {
  const bytes = Buffer.from(text, "utf8");
  const mask = 0xffffffffn;
  const rotate = (value: bigint, by: bigint) => ((value << by) | (value >> (32n - by))) & mask;
  const scramble = (k: bigint) => (rotate((k * 0xcc9e2d51n) & mask, 15n) * 0x1b873593n) & mask;
  let hash = 0n;
  for (let i = 0; i < bytes.length; i += 4) {
    let k = 0n;
    bytes.subarray(i, i + 4).forEach((byte, j) => {
      k |= BigInt(byte) << BigInt(8 * j);
    });
    hash ^= scramble(k);
    if (i + 4 <= bytes.length) hash = (rotate(hash, 13n) * 5n + 0xe6546b64n) & mask;
  }
  hash ^= BigInt(bytes.length);
  hash = ((hash ^ (hash >> 16n)) * 0x85ebca6bn) & mask;
  hash = ((hash ^ (hash >> 13n)) * 0xc2b2ae35n) & mask;
  return Number(hash ^ (hash >> 16n));
}

function place(salt: string, key: unknown): number | null {
  if ((typeof key !== "string" && typeof key !== "number") || key === "") return null;
  let filled = `${salt}:`;
  while (Buffer.byteLength(filled) % 4 !== 0) filled += ":";
  return murmur(filled + key) % 100_000;
}

function version(text: string): { numbers: number[]; preview: string | null } | null {
  const found = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([^+]+))?/.exec(text);
  return found && { numbers: [1, 2, 3].map((i) => Number(found[i] ?? 0)), preview: found[4] ?? null };
}

function order(a: string, b: string): number {
  const [x, y] = [version(a), version(b)];
  if (!x || !y) return Number.NaN;
  for (let i = 0; i < 3; i += 1) if (x.numbers[i] !== y.numbers[i]) return (x.numbers[i] ?? 0) - (y.numbers[i] ?? 0);
  if (x.preview === y.preview) return 0;
  return x.preview === null ? 1 : y.preview === null ? -1 : x.preview < y.preview ? -1 : 1;
}

function within(actual: string, range: string): boolean {
  const from = range.replace(/^[^\d]+/, "");
  const [major = 0, minor = 0] = version(from)?.numbers ?? [];
  if (range.startsWith("^")) return order(actual, from) >= 0 && order(actual, `${major + 1}.0.0-0`) < 0;
  if (range.startsWith("~")) return order(actual, from) >= 0 && order(actual, `${major}.${minor + 1}.0-0`) < 0;
  if (range.startsWith("<")) return order(actual, from) < 0;
  if (range.startsWith(">")) return order(actual, from) > 0;
  return order(actual, from) === 0;
}

function inside(actual: string, network: string): boolean {
  const [base = "", bits = "0"] = network.split("/");
  if (isIP(actual) === 0 || isIP(base) !== isIP(actual)) return false;
  const list = new BlockList();
  list.addSubnet(base, Number(bits), isIP(base) === 6 ? "ipv6" : "ipv4");
  return list.check(actual, isIP(actual) === 6 ? "ipv6" : "ipv4");
}

function fits(actual: unknown, operator: string, expected: string | number | boolean): boolean {
  if (Array.isArray(actual)) return actual.some((one) => fits(one, operator, expected));
  if (!["string", "number", "boolean"].includes(typeof actual)) return false;
  const [a, b] = [String(actual), String(expected)];
  const number = typeof actual === "number" ? actual : /\d/.test(a) ? Number(a) : Number.NaN;
  const time = typeof actual === "number" ? actual : /^\d{4}-\d\d-\d\d/.test(a) ? new Date(a).getTime() : Number.NaN;
  switch (operator) {
    case "equals":
    case "in":
      return a === b;
    case "contains":
      return a.indexOf(b) >= 0;
    case "startsWith":
      return a.slice(0, b.length) === b;
    case "endsWith":
      return b === "" || a.slice(-b.length) === b;
    case "lt":
      return number < Number(expected);
    case "lte":
      return number <= Number(expected);
    case "gt":
      return number > Number(expected);
    case "gte":
      return number >= Number(expected);
    case "before":
      return time < new Date(b).getTime();
    case "after":
      return time > new Date(b).getTime();
    case "semver":
      return within(a, b);
    case "cidr":
      return inside(a, b);
    case "regex":
      return a.length <= 256 && a.match(new RegExp(b)) !== null;
    default:
      return false;
  }
}

function holds(condition: Condition, context: EvaluationContext, snapshot: Snapshot): boolean {
  let held: boolean;
  if ("segment" in condition) {
    const segment = snapshot.segments.find(({ key }) => key === condition.segment);
    held = segment?.conditions.every((one) => holds(one, context, snapshot)) ?? false;
  } else {
    const actual = context[condition.attribute];
    if (condition.operator === "exists") held = actual !== undefined && actual !== null;
    else held = (condition.values ?? []).some((value) => fits(actual, condition.operator, value));
  }
  return condition.negate ? !held : held;
}

/** What a sound flag of the snapshot must answer. */
export function referenceEvaluate(
  snapshot: Snapshot,
  key: string,
  context: EvaluationContext,
  now: number,
): Answer | null {
  const flag = snapshot.flags.find((one) => one.key === key);
  if (!flag) return null;
  const user = context.targetingKey;
  const tenant = context.tenant;
  const is = (step: string, variant = flag.defaultVariant, ruleId: string | null = null) => ({ variant, step, ruleId });
  const serve = (what: Serve) => served(flag, what, context);

  if (!flag.enabled || flag.killed === true) return is("disabled");
  if (flag.state === "draft" || flag.state === "archived") return is("disabled");
  if (flag.environment !== snapshot.environment) return is("environment");
  if (flag.schedule?.from && now < Date.parse(flag.schedule.from)) return is("schedule");
  if (flag.schedule?.until && now >= Date.parse(flag.schedule.until)) return is("schedule");
  for (const one of flag.userOverrides ?? [])
    if (one.key === user && (!one.expiresAt || now < Date.parse(one.expiresAt))) return is("userOverride", one.variant);
  for (const one of flag.tenantOverrides ?? [])
    if (one.key === tenant && (!one.expiresAt || now < Date.parse(one.expiresAt)))
      return is("tenantOverride", one.variant);
  if (flag.deny?.users?.includes(`${user}`) || flag.deny?.tenants?.includes(`${tenant}`)) return is("denyList");
  if (flag.allow?.users?.includes(`${user}`) || flag.allow?.tenants?.includes(`${tenant}`))
    return is("allowList", serve(flag.serve));
  for (const { flag: other, variants } of flag.prerequisites ?? []) {
    const answer = referenceEvaluate(snapshot, other, context, now);
    if (!answer || !variants.includes(answer.variant)) return is("prerequisites");
  }
  for (const rule of flag.rules ?? []) {
    if (!rule.conditions.every((one) => holds(one, context, snapshot))) continue;
    if (rule.rollout && !included(flag, rule.rollout, context)) continue;
    return is("rules", serve(rule.serve ?? flag.serve), rule.id);
  }
  if (flag.rollout)
    return is("rollout", included(flag, flag.rollout, context) ? serve(flag.serve) : flag.defaultVariant);
  if (flag.type === "tenantList" || flag.type === "userList") return is("default");
  return is("variant", serve(flag.serve));
}

function included(flag: FlagDefinition, { percentage, bucketBy }: Rollout, context: EvaluationContext): boolean {
  if (percentage === 100) return true;
  const at = place(flag.salt, context[bucketBy ?? flag.bucketBy ?? "targetingKey"]);
  return at !== null && at < percentage * 1000;
}

function served(flag: FlagDefinition, serve: Serve, context: EvaluationContext): string {
  if (typeof serve === "string") return serve;
  const key = context[serve.bucketBy ?? flag.bucketBy ?? "targetingKey"];
  let left = place(serve.salt ?? `${flag.salt}.variant`, key);
  if (left === null) return flag.defaultVariant;
  for (const { variant, weight } of serve.weights) {
    if (left < weight * 1000) return variant;
    left -= weight * 1000;
  }
  return flag.defaultVariant;
}
