import type { Condition } from "./condition.ts";

/** A share of contexts, the same ones at every evaluation. Raising the percentage never drops anyone. */
export interface Rollout {
  /** 0 to 100, in steps of 0.001. */
  percentage: number;
  /** Attribute whose value is hashed. Default: the flag's `bucketBy`. */
  bucketBy?: string;
}

/** Several variants by weight, dealt independently of any rollout. */
export interface Split {
  /** In percent, in steps of 0.001; together exactly 100. */
  weights: readonly { variant: string; weight: number }[];
  /** Attribute whose value is hashed. Default: the flag's `bucketBy`. */
  bucketBy?: string;
  /** Two splits with the same salt deal alike. Default: the flag's salt followed by `.variant`. */
  salt?: string;
}

/** What a context gets that is let in: one variant by its key, or a split. */
export type Serve = string | Split;

/** The first rule whose conditions all hold, and whose rollout includes the context, decides. */
export interface Rule {
  id: string;
  /** What people call it. */
  name?: string;
  /** All must hold; none holds always. */
  conditions: readonly Condition[];
  /** Contexts outside of it go on to the next rule. Default: everyone. */
  rollout?: Rollout;
  /** Default: the flag's `serve`. */
  serve?: Serve;
}
