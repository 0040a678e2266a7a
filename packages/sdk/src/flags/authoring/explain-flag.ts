import { bucketSteps } from "../bucket.ts";
import { compileSnapshot } from "../compile-whole-snapshot.ts";
import { type Attributes, attributeIn } from "../conditions/attribute.ts";
import { compileCondition } from "../conditions/compile-condition.ts";
import { allOperators } from "../conditions/special-operators.ts";
import type { Condition } from "../model/condition.ts";
import type { Evaluation, EvaluationContext, Step } from "../model/evaluation.ts";
import type { FlagDefinition } from "../model/flag-definition.ts";
import type { FlagValue, JsonValue } from "../model/json-value.ts";
import type { Rollout, Serve } from "../model/rule.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { type PlacedBucket, placeAmongVariants, placeInRollout } from "./place-bucket.ts";

/** One comparison that was made. */
export interface Comparison {
  /** What was looked at: an attribute, `segment paying`, `rollout`. */
  subject: string;
  operator: string;
  expected: JsonValue;
  /** What the context has; null when it has nothing. */
  actual: JsonValue;
  held: boolean;
}

/** One step of the walk. */
export interface ExplainedStep {
  step: Step;
  /** The rule, at step `rules`. */
  ruleId: string | null;
  outcome: "passed" | "decided";
  compared: Comparison[];
  /** Where the context lies in the rollout and in the variants' weights; none where nothing is dealt out. */
  buckets: PlacedBucket[];
}

export interface Explanation {
  /** What `evaluate` answers for the same context. */
  evaluation: Evaluation;
  /** The steps that were taken, in order; the last one decided. Steps that the flag does not have are left out. */
  walk: ExplainedStep[];
}

/**
 * Why a flag answers as it does for a context. Slow and thorough, for people: what it says of the answer is the evaluator's own.
 * @param at milliseconds since 1970. Default now
 */
export function explainFlag(
  snapshot: Snapshot,
  key: string,
  given: EvaluationContext = {},
  fallback: FlagValue = null,
  at: number = Date.now(),
): Explanation {
  // Conditions on `currentTime` read the clock by themselves; what is explained is another moment, perhaps.
  const context = { currentTime: at, ...given };
  const evaluation = compileSnapshot(snapshot).evaluate(key, context, fallback, at);
  const flag = snapshot.flags.find((one) => one?.key === key);
  const walk: ExplainedStep[] = [];
  if (!flag || evaluation.step === "error") {
    const compared = [
      { subject: key, operator: "error", expected: null, actual: evaluation.errorMessage ?? null, held: false },
    ];
    return { evaluation, walk: [{ step: "error", ruleId: null, outcome: "decided", compared, buckets: [] }] };
  }
  for (const { serve, ...stage } of stepsOf(flag, snapshot, context, at)) {
    const decided = stage.step === evaluation.step && (stage.ruleId === null || stage.ruleId === evaluation.ruleId);
    // Whom a rollout leaves out gets the default: no weight decided that.
    const isIn = stage.compared.every(({ held }) => held) || stage.step === "allowList";
    const dealt = decided && isIn && serve ? placeAmongVariants(flag, serve, context) : null;
    const buckets = dealt ? [...stage.buckets, dealt] : stage.buckets;
    walk.push({ ...stage, buckets, outcome: decided ? "decided" : "passed" });
    if (decided) break;
  }
  return { evaluation, walk };
}

/** A step before it is known whether it decided. */
interface Stage extends Omit<ExplainedStep, "outcome"> {
  /** What it serves to those who are let in; left out where it is one variant by its nature. */
  serve?: Serve;
}

function* stepsOf(flag: FlagDefinition, snapshot: Snapshot, context: Attributes, at: number): Generator<Stage> {
  const stage = (step: Step, ...compared: Comparison[]): Stage => ({ step, ruleId: null, compared, buckets: [] });
  yield stage(
    "disabled",
    compare("enabled", "equals", true, flag.enabled),
    compare("killed", "equals", false, flag.killed ?? false),
    compare("state", "in", ["active", "stale"], flag.state),
  );
  yield stage("environment", compare("environment", "equals", snapshot.environment, flag.environment));
  if (flag.schedule) yield stage("schedule", ...schedule(flag.schedule, at));
  const user = read(context, "targetingKey");
  const tenant = read(context, "tenant");
  for (const [step, list, actual] of [
    ["userOverride", flag.userOverrides, user],
    ["tenantOverride", flag.tenantOverrides, tenant],
  ] as const) {
    const current = list?.filter(({ expiresAt }) => !expiresAt || Date.parse(expiresAt) > at).map(({ key }) => key);
    if (list?.length) yield stage(step, compare(step, "in", current ?? [], actual));
  }
  for (const [step, list] of [["denyList", flag.deny] as const, ["allowList", flag.allow] as const]) {
    const { users = [], tenants = [] } = list ?? {};
    const compared = [compare("targetingKey", "in", users, user), compare("tenant", "in", tenants, tenant)];
    if (users.length || tenants.length)
      yield { ...stage(step, ...compared), ...(step === "allowList" ? { serve: flag.serve } : {}) };
  }
  if (flag.prerequisites?.length) yield stage("prerequisites", ...required(flag, snapshot, context, at));
  for (const rule of flag.rules ?? []) {
    const compared = rule.conditions.map((condition) => explainCondition(condition, snapshot, context));
    const buckets = rule.rollout ? [placeInRollout(flag, rule.rollout, context)] : [];
    if (rule.rollout) compared.push(share(rule.rollout, buckets[0]));
    yield { step: "rules", ruleId: rule.id, compared, buckets, serve: rule.serve ?? flag.serve };
  }
  if (flag.rollout) {
    const place = placeInRollout(flag, flag.rollout, context);
    yield { ...stage("rollout", share(flag.rollout, place)), buckets: [place], serve: flag.serve };
  }
  if (flag.type.endsWith("List")) yield stage("default");
  else yield { ...stage("variant"), serve: flag.serve };
}

function compare(subject: string, operator: string, expected: JsonValue, actual: JsonValue): Comparison {
  const held = Array.isArray(expected) ? expected.map(String).includes(`${actual}`) : expected === actual;
  return { subject, operator, expected, actual, held };
}

function schedule({ from, until }: { from?: string; until?: string }, at: number): Comparison[] {
  const actual = new Date(at).toISOString();
  const begun = {
    subject: "time",
    operator: "from",
    expected: from ?? null,
    actual,
    held: !from || at >= Date.parse(from),
  };
  const ended = {
    subject: "time",
    operator: "until",
    expected: until ?? null,
    actual,
    held: !until || at < Date.parse(until),
  };
  return [begun, ended];
}

function required(flag: FlagDefinition, snapshot: Snapshot, context: Attributes, at: number): Comparison[] {
  const compiled = compileSnapshot(snapshot);
  return (flag.prerequisites ?? []).map(({ flag: key, variants }) =>
    compare(`flag ${key}`, "in", variants, compiled.evaluate(key, context, null, at).variant),
  );
}

function share({ percentage }: Rollout, place: PlacedBucket | undefined): Comparison {
  const bucket = place?.bucket ?? -1;
  const held = percentage === 100 || (bucket >= 0 && bucket < Math.round(percentage * 1000));
  const actual = bucket < 0 ? null : (bucket / bucketSteps) * 100;
  return { subject: `rollout by ${place?.attribute}`, operator: "below %", expected: percentage, actual, held };
}

function explainCondition(condition: Condition, { segments }: Snapshot, context: Attributes): Comparison {
  const segment = (key: string) => {
    const found = segments.find((one) => one.key === key)?.conditions;
    return (
      found && ((inner: Attributes) => found.every((one) => explainCondition(one, { ...none, segments }, inner).held))
    );
  };
  const held = compileCondition(condition, { operators: allOperators, segment })(context);
  const not = condition.negate ? "not " : "";
  if ("segment" in condition)
    return { subject: `segment ${condition.segment}`, operator: `${not}inside`, expected: null, actual: null, held };
  const { attribute, operator, values = [] } = condition;
  return { subject: attribute, operator: not + operator, expected: values, actual: read(context, attribute), held };
}

const none: Snapshot = { version: 0, environment: "", flags: [], segments: [] };

/** What the context has, as JSON can say it. */
function read(context: Attributes, attribute: string): JsonValue {
  try {
    return JSON.parse(JSON.stringify(attributeIn(attribute)(context)) ?? "null") as JsonValue;
  } catch {
    return "(cannot be shown)";
  }
}
