import type { FlagList, FlagPrerequisite, FlagSchedule, Rollout, Rule, Serve } from "@plumbline/sdk/flags";
import type { ConfigurationView } from "./flag-page.ts";

/** What the editor changes: a configuration without its switches. */
export interface ConfigurationDraft {
  serve: Serve;
  defaultVariant: string;
  schedule: FlagSchedule | null;
  deny: FlagList | null;
  allow: FlagList | null;
  prerequisites: FlagPrerequisite[];
  rules: Rule[];
  rollout: Rollout | null;
}

/** The draft that a saved configuration is; its own copy. */
export function draftOf(configuration: ConfigurationView): ConfigurationDraft {
  const { serve, defaultVariant, schedule, deny, allow, prerequisites, rules, rollout } = configuration;
  return structuredClone({
    serve,
    defaultVariant,
    schedule,
    deny,
    allow,
    prerequisites,
    rules,
    rollout,
  }) as ConfigurationDraft;
}

/** Only what differs from the saved configuration: nobody else's change is written over. */
export function changedIn(saved: ConfigurationDraft, draft: ConfigurationDraft): Partial<ConfigurationDraft> {
  const keys = Object.keys(draft) as (keyof ConfigurationDraft)[];
  return Object.fromEntries(
    keys.filter((key) => JSON.stringify(saved[key]) !== JSON.stringify(draft[key])).map((key) => [key, draft[key]]),
  );
}
