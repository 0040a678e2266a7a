import type { NewLogEntry } from "../store/log-entry.ts";
import { signError } from "./sign-error.ts";

/** Entries with their signatures where they are errors; most batches have none and are handed back as they are. */
export function signErrors(workspaceId: string, entries: NewLogEntry[]): { entries: NewLogEntry[]; errors: number } {
  let errors = 0;
  const signed = entries.map((entry) => {
    const groupId = signError(workspaceId, entry);
    if (groupId === null) return entry;
    errors += 1;
    return { ...entry, groupId };
  });
  return { entries: errors > 0 ? signed : entries, errors };
}
