import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";

/** Milliseconds of every second that a process spends on the regular expressions of its tails, and on those of one workspace. */
const mostMs = 250;
const mostMsOfOne = 100;

/** What is left to spend: it fills up with time, to one second's worth at most. */
interface Purse {
  left: number;
  at: number;
}

const pursesOf = perApp(() => ({ all: fullPurse(mostMs), each: new Map<string, Purse>() }));

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
  const own = each.get(workspaceId) ?? fullPurse(mostMsOfOne);
  if (each.size > 1000) each.clear();
  each.set(workspaceId, own);
  return {
    left: () => fill(all, mostMs) > 0 && fill(own, mostMsOfOne) > 0,
    spend(ms) {
      all.left -= ms;
      own.left -= ms;
    },
  };
}

function fullPurse(ms: number): Purse {
  return { left: ms, at: performance.now() };
}

function fill(purse: Purse, most: number): number {
  const now = performance.now();
  purse.left = Math.min(most, purse.left + ((now - purse.at) / 1000) * most);
  purse.at = now;
  return purse.left;
}
