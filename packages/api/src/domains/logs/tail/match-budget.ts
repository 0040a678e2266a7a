import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";
import { createPurse, type Purse } from "./purse.ts";

/** Milliseconds of every second that a process spends on the regular expressions of its tails, and on those of one workspace. */
const mostMs = 250;
const mostMsOfOne = 100;

const pursesOf = perApp(() => ({ all: createPurse(mostMs), each: new Map<string, Purse>() }));

/** Time for trying regular expressions on what arrives, shared by the tails of a workspace. */
export interface MatchBudget {
  /** Whether there is time left. */
  left(): boolean;
  /** Takes what one try has cost, also beyond what was left. */
  spend(ms: number): void;
}

/** What a workspace may spend in this process. A tail runs in the event loop that answers everybody. */
export function matchBudgetOf(app: App, workspaceId: string): MatchBudget {
  const { all, each } = pursesOf(app);
  const own = each.get(workspaceId) ?? createPurse(mostMsOfOne);
  if (each.size > 1000) each.clear();
  each.set(workspaceId, own);
  return {
    left: () => all.left() > 0 && own.left() > 0,
    spend(ms) {
      all.spend(ms);
      own.spend(ms);
    },
  };
}
