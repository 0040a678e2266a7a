import { ConflictError, PreconditionError } from "../../service/errors.ts";

/** @throws PreconditionError for something that is archived: it is kept as it is */
export function refuseArchived(row: { archivedAt: Date | null }, noun: string): void {
  if (row.archivedAt) throw new PreconditionError(`This ${noun} is archived.`, "Restore it first.");
}

/** The refusal for a key that something else of the workspace has, archived or not. */
export function keyTaken(noun: string, key: string): ConflictError {
  return new ConflictError(
    `Another ${noun} of this workspace has the key ${key}.`,
    `Choose another key; an archived ${noun} can be restored.`,
  );
}
