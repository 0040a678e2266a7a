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

/** What changes flags by itself, as one calls it. */
const systems: Record<string, string> = {
  "flags.guard-rollouts": "its guard",
  "flags.advance-rollouts": "the plan",
  "flags.find-rollouts": "the plan",
  "flags.expire-overrides": "the clock",
  "flags.find-stale": "the look for stale flags",
};

/** Who made a revision: a member or a key by its name, what runs by itself by what it is. */
export function actorWords(type: string, name: string): string {
  return type === "system" ? (systems[name] ?? name) : name;
}
