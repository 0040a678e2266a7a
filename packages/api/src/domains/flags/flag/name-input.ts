import { z } from "zod";

/** A name as people see it. */
export const nameInput = z
  .string()
  .trim()
  .min(1, "A name is needed.")
  .max(120, "A name has at most 120 characters.")
  .regex(/^[^\p{Cc}]*$/u, "A name holds no control characters.");

/** Why somebody changes something. */
export const reasonInput = z.string().trim().max(1000, "A reason has at most 1,000 characters.");

/** Where a reason must be given. */
export const neededReason = reasonInput.min(1, "Say why: others will read it.");
