import type { logRedactionRules } from "@plumbline/db/schema";
import { z } from "zod";
import { registerIdPrefix } from "../../../graphql/ids.ts";
import { builtInRules } from "./built-in-rules.ts";
import { guardPattern, PatternProblem } from "./guard-pattern.ts";

registerIdPrefix("LogRedactionRule", "logred");

/** One row of `log_redaction_rules`. */
export type LogRedactionRule = typeof logRedactionRules.$inferSelect;

/** Rules that one workspace may have: each is tried on every text. */
export const mostRules = 50;

const pattern = z.string().check((ctx) => {
  try {
    guardPattern(ctx.value);
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    ctx.issues.push({ code: "custom", message: error.message, input: ctx.value });
  }
});

export const redactionRuleFields = {
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,39}$/,
      "must be lower-case letters, digits and dashes, at most 40: it stands in the entries.",
    )
    .refine((name) => !(builtInRules as readonly string[]).includes(name), "is the name of a built-in rule."),
  pattern,
};
