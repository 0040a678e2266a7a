import type { SnapshotDelta } from "@plumbline/sdk/flags";
import { PreconditionError } from "../../../service/errors.ts";
import type { FlagChange } from "./flag-change.ts";

/**
 * @throws PreconditionError for a change of what an environment answers that requires a second member's approval. A new flag that
 * is switched off there, and a segment that no rule can name yet, change no answer.
 */
export function refuseUnapproved(environment: string, delta: SnapshotDelta, changes: readonly FlagChange[]): void {
  const harmless = changes.every(({ kind }) => kind === "newFlag" || kind === "newSegment");
  if (harmless && delta.upserts.flags.every(({ enabled }) => !enabled)) return;
  throw new PreconditionError(
    `Changes of flags in ${environment} need the approval of a second member.`,
    "Ask for it: requestFlagChange takes the same change.",
  );
}
