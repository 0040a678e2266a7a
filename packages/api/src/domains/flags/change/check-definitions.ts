import type { Db } from "@plumbline/db";
import { compileSnapshot, type FlagDefinition, type Segment } from "@plumbline/sdk/flags";
import { type DefinitionProblem, findProblems } from "@plumbline/sdk/flags/authoring";
import { type InputIssue, InvalidInputError } from "../../../service/errors.ts";
import { checkPatternWays } from "./check-pattern-ways.ts";
import { loadDefinitions } from "./load-definitions.ts";
import type { LockedEnvironment } from "./lock-environments.ts";

export interface CheckDefinitionsOptions {
  workspaceId: string;
  environment: LockedEnvironment;
  /** The flags that were changed, as they would be. */
  changed: readonly FlagDefinition[];
  segments: readonly Segment[];
  /** Whether a refusal must say which flag and environment it is about. */
  named: boolean;
}

/**
 * Whether what was changed can be evaluated in the snapshot that comes of it.
 * @throws InvalidInputError with the path of everything that is wrong, and the rule it stands in
 */
export async function checkDefinitions(tx: Db, options: CheckDefinitionsOptions): Promise<void> {
  const { environment, changed, segments, named } = options;
  const around = await withPrerequisites(tx, options);
  const snapshot = { version: environment.version, environment: environment.key, flags: around, segments };
  const issues: InputIssue[] = [];
  for (const flag of changed) {
    const problems = [...findProblems(flag, snapshot), ...unknownPrerequisites(flag, around)];
    const where = named ? [flag.key, environment.key] : [];
    for (const { path, message } of problems)
      issues.push({ path: [...where, ...stepsOf(path)], message: `${ruleOf(flag, path)}${message}` });
  }
  if (issues.length > 0) throw new InvalidInputError(issues.slice(0, 50));
  await checkPatternWays(tx, options);
}

/** What the flags need, and what that needs: circles may lead through flags that were not changed. */
async function withPrerequisites(tx: Db, options: CheckDefinitionsOptions): Promise<FlagDefinition[]> {
  const { workspaceId, environment, changed } = options;
  const known = new Map(changed.map((flag) => [flag.key, flag]));
  const asked = new Set(known.keys());
  let open = namedBy(changed, asked);
  while (open.length > 0) {
    for (const key of open) asked.add(key);
    const found = await loadDefinitions(tx, {
      workspaceId,
      environmentIds: [environment.id],
      flags: { keys: open },
    });
    const flags = found.get(environment.id) ?? [];
    for (const flag of flags) known.set(flag.key, flag);
    open = namedBy(flags, asked);
  }
  return [...known.values()];
}

function namedBy(flags: readonly FlagDefinition[], asked: ReadonlySet<string>): string[] {
  const keys = flags.flatMap(({ prerequisites = [] }) => prerequisites.map(({ flag }) => flag));
  return [...new Set(keys)].filter((key) => !asked.has(key));
}

function unknownPrerequisites(flag: FlagDefinition, around: readonly FlagDefinition[]): DefinitionProblem[] {
  const byKey = new Map(around.map((one) => [one.key, one]));
  return (flag.prerequisites ?? []).flatMap(({ flag: key, variants }, i) => {
    const needed = byKey.get(key);
    const path = `prerequisites[${i}]`;
    if (!needed) return [{ path: `${path}.flag`, message: `There is no flag "${key}".` }];
    return variants
      .filter((variant) => !Object.hasOwn(needed.variants, variant))
      .map((variant) => ({ path: `${path}.variants`, message: `The flag ${key} has no variant "${variant}".` }));
  });
}

/** `rules[2].conditions[0]` as the steps of an input's path. */
function stepsOf(path: string): string[] {
  return path.split(/[.[\]]+/).filter((step) => step !== "");
}

/** The rule that a path leads into, by what people call it. */
function ruleOf(flag: FlagDefinition, path: string): string {
  const [, index] = path.match(/^rules\[(\d+)\]/) ?? [];
  const rule = index === undefined ? undefined : flag.rules?.[Number(index)];
  return rule ? `Rule "${rule.name ?? rule.id}": ` : "";
}

/** @throws InvalidInputError when a segment's conditions can never be compared */
export function checkSegment(segment: Segment): void {
  const always = { key: "probe", environment: "probe", type: "boolean", state: "active", enabled: true } as const;
  const issues = segment.conditions.flatMap((condition, i): InputIssue[] => {
    const rules = [{ id: "probe", conditions: [{ segment: segment.key }] }];
    const flag = { ...always, salt: "probe", variants: { on: true }, serve: "on", defaultVariant: "on", rules };
    const only = { ...segment, conditions: [condition] };
    const snapshot = { version: 1, environment: "probe", flags: [flag], segments: [only] };
    const problem = compileSnapshot(snapshot).flag("probe")?.problem;
    return problem ? [{ path: ["conditions", String(i)], message: `It cannot be used: ${problem.message}.` }] : [];
  });
  if (issues.length > 0) throw new InvalidInputError(issues);
}
