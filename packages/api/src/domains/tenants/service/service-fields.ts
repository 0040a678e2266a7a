import { z } from "zod";
import { configKeyInput, nameInput } from "../key-input.ts";

/** What a service is made of. */
export const serviceFields = {
  key: configKeyInput,
  name: nameInput,
  description: z.string().trim().max(2000, "must have at most 2,000 characters."),
  /** The team or person that answers for it. */
  owner: z.string().trim().max(120, "must have at most 120 characters."),
  tier: z.int("must be a whole number.").min(1, "must be from 1 to 4.").max(4, "must be from 1 to 4."),
};
