const words: Record<string, string> = {
  "flag.created": "Made.",
  "flag.updated": "Changed everywhere.",
  "flag.configuration_changed": "Changed.",
  "flag.killed": "Killed.",
  "flag.revived": "Revived.",
  "flag.archived": "Archived.",
  "flag.restored": "Restored.",
  "flag.override_set": "An override was set.",
  "flag.override_removed": "An override was removed.",
  "flag.override_expired": "An override has ended.",
  "flag.went_stale": "Said to be stale.",
};

/** What a revision did, where nobody said why; the type of its event where no words are known. */
export function revisionWords(what: string): string {
  return words[what] ?? what;
}
