import { z } from "zod";

export const severities = ["critical", "error", "warning", "info"] as const;

/** The fields of a rule that have no versions. */
export const ruleFields = {
  name: z.string().trim().min(1, "must not be empty.").max(120),
  owner: z.string().trim().max(120),
  severity: z.enum(severities),
};
