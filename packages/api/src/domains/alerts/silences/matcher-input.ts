import { z } from "zod";

/** One comparison of an alert's label. */
export const matcherInput = z.object({
  label: z.string().trim().min(1).max(100),
  op: z.enum(["eq", "ne", "matches"]),
  value: z.string().max(500),
});

/** All of them must hold. */
export const matchersInput = z.array(matcherInput).max(20);
