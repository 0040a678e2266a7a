import { compileSnapshot } from "../compile-whole-snapshot.ts";
import { attributeIn } from "../conditions/attribute.ts";
import { compileCondition } from "../conditions/compile-condition.ts";
import { allOperators } from "../conditions/special-operators.ts";
import type { Condition } from "../model/condition.ts";
import type { FlagDefinition } from "../model/flag-definition.ts";
import type { Rollout, Serve } from "../model/rule.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { findCircle } from "./find-circle.ts";
import { limits } from "./limits.ts";
import { patternWays } from "./pattern-ways.ts";

/** What is wrong with a definition, where, and against which rule. */
export interface DefinitionProblem {
  /** `rules[2].conditions[0].values` */
  path: string;
  message: string;
}

type Report = (path: string, message: string) => void;

/** Everything that keeps a flag from being evaluated in its snapshot, or that exceeds a limit; none for a sound flag. Never throws. */
export function findProblems(flag: FlagDefinition, snapshot: Snapshot): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  try {
    checkSizes(flag, report);
    checkVariants(flag, report);
    checkServe(flag, flag.serve, "serve", report);
    checkRollout(flag.rollout, "rollout", report);
    checkAttribute(flag.bucketBy, "bucketBy", report);
    if (!flag.salt) report("salt", "A flag needs a salt: its buckets are made from it.");
    flag.rules?.slice(0, limits.rules).forEach((rule, i) => {
      checkConditions(rule.conditions, `rules[${i}].conditions`, snapshot, report);
      checkRollout(rule.rollout, `rules[${i}].rollout`, report);
      if (rule.serve) checkServe(flag, rule.serve, `rules[${i}].serve`, report);
    });
    checkPatterns(flag, snapshot, report);
    const circle = findCircle(flag, snapshot.flags);
    if (circle) report("prerequisites", circle);
    // Whatever the checks above do not know, the evaluator itself refuses.
    if (problems.length === 0) {
      const live = {
        ...flag,
        enabled: true,
        killed: false,
        state: "active" as const,
        environment: snapshot.environment,
      };
      const flags = [...snapshot.flags.filter((one) => one?.key !== flag.key), live];
      const found = compileSnapshot({ ...snapshot, flags }).flag(flag.key)?.problem;
      if (found) report("", found.message);
    }
  } catch (error) {
    report("", `The definition cannot be read: ${String(error)}.`);
  }
  return problems;
}

function checkSizes(flag: FlagDefinition, report: Report): void {
  for (const part of ["rules", "userOverrides", "tenantOverrides", "prerequisites"] as const) {
    const { length } = flag[part] ?? [];
    if (length > limits[part]) report(part, `There are ${length}; at most ${limits[part]} are allowed.`);
  }
}

function checkVariants({ variants, defaultVariant, ...flag }: FlagDefinition, report: Report): void {
  const kinds = new Set<string>();
  for (const [key, value] of Object.entries(variants)) {
    kinds.add(typeof value);
    const size = JSON.stringify(value)?.length ?? 0;
    if (size > limits.variantCharacters)
      report(`variants.${key}`, `It has ${size} characters of JSON; at most ${limits.variantCharacters} are allowed.`);
  }
  if (kinds.size > 1) report("variants", `They mix ${[...kinds].join(" and ")}; all must be of one kind.`);
  if (!Object.hasOwn(variants, defaultVariant)) report("defaultVariant", `There is no variant "${defaultVariant}".`);
  for (const part of ["userOverrides", "tenantOverrides"] as const)
    flag[part]?.forEach(({ variant }, i) => {
      if (!Object.hasOwn(variants, variant)) report(`${part}[${i}].variant`, `There is no variant "${variant}".`);
    });
}

function checkServe({ variants }: FlagDefinition, serve: Serve, path: string, report: Report): void {
  if (typeof serve === "string") {
    if (!Object.hasOwn(variants, serve)) report(path, `There is no variant "${serve}".`);
    return;
  }
  serve.weights.forEach(({ variant, weight }, i) => {
    if (!Object.hasOwn(variants, variant)) report(`${path}.weights[${i}].variant`, `There is no variant "${variant}".`);
    if (!(weight >= 0 && weight <= 100))
      report(`${path}.weights[${i}].weight`, `${weight} % is not between 0 and 100.`);
  });
  const sum = serve.weights.reduce((total, { weight }) => total + Math.round(weight * 1000), 0);
  if (sum !== 100_000) report(`${path}.weights`, `The weights make ${sum / 1000} %; together they must make 100 %.`);
  checkAttribute(serve.bucketBy, `${path}.bucketBy`, report);
}

function checkRollout(rollout: Rollout | undefined, path: string, report: Report): void {
  if (!rollout) return;
  const { percentage, bucketBy } = rollout;
  if (!(percentage >= 0 && percentage <= 100))
    report(`${path}.percentage`, `${percentage} % is not between 0 and 100.`);
  checkAttribute(bucketBy, `${path}.bucketBy`, report);
}

function checkAttribute(attribute: string | undefined, path: string, report: Report): void {
  if (attribute !== undefined) attempt(() => attributeIn(attribute), path, report);
}

function checkConditions(conditions: readonly Condition[], path: string, snapshot: Snapshot, report: Report): void {
  if (conditions.length > limits.conditions)
    report(path, `There are ${conditions.length}; at most ${limits.conditions} are allowed.`);
  const segment = (key: string) => (snapshot.segments.some((one) => one.key === key) ? () => true : undefined);
  conditions.slice(0, limits.conditions).forEach((condition, i) => {
    const here = `${path}[${i}]`;
    const { length } = "values" in condition ? (condition.values ?? []) : [];
    if (length > limits.values) report(`${here}.values`, `There are ${length}; at most ${limits.values} are allowed.`);
    attempt(() => compileCondition(condition, { operators: allOperators, segment }), here, report);
  });
}

/** Stands against the first rule that goes beyond: those before it fit. */
function checkPatterns(flag: FlagDefinition, { segments }: Snapshot, report: Report): void {
  const rules = flag.rules?.slice(0, limits.rules) ?? [];
  const ways = patternWays([{ ...flag, rules }], segments);
  if (ways <= limits.flagWays) return;
  const first = rules.findIndex(
    (_, i) => patternWays([{ ...flag, rules: rules.slice(0, i + 1) }], segments) > limits.flagWays,
  );
  report(
    `rules[${first}].conditions`,
    `With it the flag's patterns could take too long together: they have ${ways} ways to match, at most ${limits.flagWays} are allowed. Use fewer * and +, begin patterns with ^, or compare with "in", "startsWith" or "endsWith".`,
  );
}

function attempt(work: () => unknown, path: string, report: Report): void {
  try {
    work();
  } catch (error) {
    report(path, `It cannot be used: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
