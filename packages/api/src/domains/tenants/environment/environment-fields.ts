import { z } from "zod";
import { configKeyInput, nameInput } from "../key-input.ts";

/** What an environment is made of. */
export const environmentFields = {
  key: configKeyInput,
  name: nameInput,
  kind: z.enum(["production", "staging", "development", "other"], "must be production, staging, development or other."),
};
