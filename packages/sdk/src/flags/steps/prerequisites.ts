import { FlagProblem } from "../flag-problem.ts";
import type { Decide, Recipe } from "../recipe.ts";

/** Prerequisites that one evaluation may walk through: what goes in a circle ends here, and branches multiply. */
export const mostWalked = 100;
let walked = 0;

/** Evaluations are synchronous, so one count serves them all. */
export function startWalk(): void {
  walked = 0;
}

export function prerequisitesStep({ flag, around, otherwise }: Recipe): Decide | undefined {
  const all = flag.prerequisites;
  if (!all?.length) return undefined;
  const unmet = otherwise("DEFAULT", "prerequisites");
  return (context, at) => {
    for (const { flag: key, variants } of all) {
      walked += 1;
      if (walked > mostWalked) throw new FlagProblem("Too many prerequisites");
      if (!variants.includes(around.flag(key)?.walk(context, at).variant ?? "")) return unmet(context);
    }
    return undefined;
  };
}
