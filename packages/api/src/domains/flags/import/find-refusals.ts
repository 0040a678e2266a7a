import { findProblems } from "@plumbline/sdk/flags/authoring";
import { type FlagFile, type PortableFlag, portableSnapshot } from "@plumbline/sdk/flags/import";
import { flagChange } from "../change/flag-change.ts";
import { platformPrefix } from "../platform/platform-key.ts";
import { configurationOf, fieldsOf } from "./portable-fields.ts";

export interface FindRefusalsOptions {
  file: FlagFile;
  /** Keys of the environments that take part. */
  environments: readonly string[];
  /** Flags that the workspace has already: prerequisites may name them. */
  present: ReadonlySet<string>;
}

/** Why flags of a file cannot be taken over, by key, with the path. A flag whose prerequisite is refused is refused too. */
export function findRefusals({ file, environments, present }: FindRefusalsOptions): Map<string, string> {
  const refused = new Map<string, string>();
  for (const flag of file.flags) {
    const reason = shapeProblem(flag) ?? evaluationProblem(file, flag, environments);
    if (reason) refused.set(flag.key, reason);
  }
  const known = new Set([...present, ...file.flags.map(({ key }) => key)]);
  for (let found = true; found; ) {
    found = false;
    for (const flag of file.flags) {
      if (refused.has(flag.key)) continue;
      const missing = needed(flag).find((key) => !known.has(key) || (refused.has(key) && !present.has(key)));
      if (missing === undefined) continue;
      refused.set(flag.key, `It depends on "${missing}", which is not there and cannot be made.`);
      found = true;
    }
  }
  return refused;
}

function needed({ environments }: PortableFlag): string[] {
  return Object.values(environments).flatMap(({ prerequisites = [] }) => prerequisites.map(({ flag }) => flag));
}

function shapeProblem(flag: PortableFlag): string | null {
  if (flag.key.startsWith(platformPrefix)) return `Keys with ${platformPrefix} are Plumbline's own.`;
  const id = "00000000-0000-0000-0000-000000000000";
  const configurations = Object.values(flag.environments).map((one) => ({
    environmentId: id,
    set: configurationOf(one),
  }));
  const parsed = flagChange.safeParse({ kind: "newFlag", fields: fieldsOf(flag), configurations });
  const [issue] = parsed.error?.issues ?? [];
  if (!issue) return null;
  const path = issue.path.filter((step) => step !== "fields" && step !== "set").join(".");
  return `${path}: ${issue.message}`;
}

function evaluationProblem(file: FlagFile, flag: PortableFlag, environments: readonly string[]): string | null {
  for (const environment of environments) {
    const snapshot = portableSnapshot(file, environment);
    const definition = snapshot.flags.find(({ key }) => key === flag.key);
    const [problem] = definition ? findProblems(definition, snapshot) : [];
    if (problem) return `${environment}: ${problem.path ? `${problem.path}: ` : ""}${problem.message}`;
  }
  return null;
}
