import type { TemplateResult } from "lit";
import { stateWord } from "../../parts/mark.ts";
import type { FlagState, FlagType } from "./flags.gen.ts";

/** What each type is for, in the words of the choice. */
export const typeWords: Record<FlagType, string> = {
  BOOLEAN: "On or off",
  PERCENTAGE: "A share of users or tenants",
  TENANT_LIST: "Tenants on a list",
  USER_LIST: "Users on a list",
  SCHEDULE: "Everybody, within a window of time",
  VARIANT: "One of several values",
};

export const stateWords: Record<FlagState, string> = {
  DRAFT: "Draft",
  ACTIVE: "Active",
  STALE: "Stale",
  ARCHIVED: "Archived",
};

/** What a configuration says at a glance. */
export interface Glance {
  enabled: boolean;
  killed: boolean;
  rollout: unknown;
  rules: unknown;
}

/** Percent of a rollout; null where everybody is let in. */
export function percentageOf({ rollout }: Pick<Glance, "rollout">): number | null {
  return (rollout as { percentage?: number } | null)?.percentage ?? null;
}

/** What a flag does in one environment, as a mark and a word. */
export function servingWord(state: FlagState, glance: Glance): TemplateResult {
  if (glance.killed) return stateWord("broken", "Killed");
  if (state === "DRAFT" || state === "ARCHIVED") return stateWord("passed", stateWords[state]);
  if (!glance.enabled) return stateWord("unknown", "Off");
  const percentage = percentageOf(glance);
  const rules = (glance.rules as unknown[]).length;
  if (percentage !== null && percentage < 100) return stateWord("running", `${percentage} %`);
  return stateWord("proven", rules > 0 ? `On, ${rules} ${rules === 1 ? "rule" : "rules"}` : "On");
}
