import { z } from "zod";
import { attributeCondition } from "../configuration/configuration-fields.ts";
import { nameInput } from "../flag/name-input.ts";

/** What can be changed of a segment. */
export const segmentFields = {
  name: nameInput,
  description: z.string().trim().max(4000, "has at most 4,000 characters."),
  conditions: z
    .array(attributeCondition)
    .min(1, "A segment needs a condition.")
    .max(50, "A segment has at most 50 conditions."),
};
