import type { Db } from "@plumbline/db";
import type { FlagDefinition, Segment } from "@plumbline/sdk/flags";
import { limits, patternWays, waysOfConditions } from "@plumbline/sdk/flags/authoring";
import { InvalidInputError } from "../../../service/errors.ts";
import { loadDefinitions } from "./load-definitions.ts";
import type { LockedEnvironment } from "./lock-environments.ts";

export interface CheckPatternWaysOptions {
  workspaceId: string;
  environment: LockedEnvironment;
  /** The flags that were changed, as they would be; none when only segments were. */
  changed: readonly FlagDefinition[];
  /** All of the workspace's, as they would be. */
  segments: readonly Segment[];
  /** Whether segments may be among what was changed. */
  named: boolean;
}

/**
 * Whether one evaluation of all flags of an environment stays short: anybody with a publishable key may ask for it. Reads the other
 * flags only when a pattern may have come; what is off, killed or archived tries none. An archived environment is held to it, too: it
 * may be restored.
 * @throws InvalidInputError with how much the patterns use together, or the flag that a segment leads beyond its own limit
 */
export async function checkPatternWays(tx: Db, options: CheckPatternWaysOptions): Promise<void> {
  const { workspaceId, environment, changed, segments, named } = options;
  const bySegment = named && segments.some(({ conditions }) => waysOfConditions(conditions) > 0);
  if (!bySegment && patternWays(changed.filter(isLive), segments) === 0) return;
  const found = await loadDefinitions(tx, { workspaceId, environmentIds: [environment.id] });
  const flags = found.get(environment.id) ?? [];
  const where = environment.archived ? `${environment.key} (archived)` : environment.key;
  const path = [changed.length === 0 ? "conditions" : "rules"];
  const over = bySegment && flags.find((flag) => patternWays([flag], segments) > limits.flagWays);
  if (over) {
    const message = `The patterns of the flag ${over.key} would have ${patternWays([over], segments)} ways to match in ${where}; at most ${limits.flagWays} are allowed.`;
    throw new InvalidInputError([{ path, message }]);
  }
  const ways = patternWays(flags.filter(isLive), segments);
  if (ways > limits.environmentWays) {
    const message = `The patterns of all flags in ${where} would have ${ways} ways to match together; at most ${limits.environmentWays} are allowed. Use fewer * and +, begin patterns with ^, or share them in a segment.`;
    throw new InvalidInputError([{ path, message }]);
  }
}

/** Whether a flag's rules are looked at. */
export function isLive({ enabled, killed, state }: FlagDefinition): boolean {
  return enabled && !killed && state !== "archived";
}
