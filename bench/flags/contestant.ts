/** The rule that all evaluate: plan is pro or enterprise, and half of those, by user; beside it a flag that is on for everyone. */
export const flagKeys = { rollout: "new-checkout", static: "always-on" } as const;
export const plans = ["pro", "enterprise"];

export interface BenchContext {
  user: string;
  plan: string;
}

/** One evaluator with both flags, used as its documentation says. */
export interface Contestant {
  name: string;
  /** Evaluates a flag once for each context, in a loop of its own, and returns how often it was on. */
  evaluate(flag: string): number | Promise<number>;
  close?(): unknown;
}
