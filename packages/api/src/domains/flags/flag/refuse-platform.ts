import { PreconditionError } from "../../../service/errors.ts";
import type { Flag } from "../flag-refs.ts";

/** The category of Plumbline's own flags. */
export const platformCategory = "platform";

const ownersChoice = new Set(["ownerUserId", "serviceId", "tags", "reviewAt"]);

/** @throws PreconditionError for what Plumbline's own code relies on: only who looks after such a flag is the workspace's choice */
export function refusePlatform({ key, category }: Flag, fields: readonly string[]): void {
  if (category !== platformCategory || fields.every((field) => ownersChoice.has(field))) return;
  throw new PreconditionError(
    `${key} is one of Plumbline's own flags: its name, variants and state are fixed.`,
    "Change what it does in an environment instead.",
  );
}
