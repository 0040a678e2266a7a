import type { Db } from "@plumbline/db";
import { z } from "zod";
import type { FlagChange } from "../change/flag-change.ts";
import { requireFlag } from "../change/own-rows.ts";
import { configurationChange, updateFlagConfigurationInput } from "../configuration/update-flag-configuration.ts";
import { refusePlatform } from "../flag/refuse-platform.ts";
import { flagPatchChange, updateFlagInput } from "../flag/update-flag.ts";
import { overrideRemoval, removeFlagOverrideInput } from "../overrides/remove-flag-override.ts";
import { overrideChange, setFlagOverrideInput } from "../overrides/set-flag-override.ts";
import { requireRevision, rollbackChange } from "../revisions/roll-back-flag.ts";
import { segmentChange, updateFlagSegmentInput } from "../segments/update-flag-segment.ts";

/** What can be asked for, or scheduled: the inputs of the verbs that do it at once. */
export const changeWishFields = {
  configuration: updateFlagConfigurationInput.nullish(),
  flag: updateFlagInput.nullish(),
  segment: updateFlagSegmentInput.nullish(),
  override: setFlagOverrideInput.omit({ reason: true }).nullish(),
  /** Takes an override away. */
  removeOverride: removeFlagOverrideInput.omit({ reason: true }).nullish(),
  /** Takes back a kill. */
  revive: z.object({ flagId: z.uuid(), environmentId: z.uuid() }).nullish(),
  state: z.object({ flagId: z.uuid(), state: z.enum(["active", "archived"]) }).nullish(),
  rollback: z.object({ revisionId: z.uuid() }).nullish(),
};

const changeWish = z.object(changeWishFields);

type ChangeWish = z.output<typeof changeWish>;

/** Whether exactly one change is asked for. */
export function isOneWish(wish: ChangeWish): boolean {
  return Object.keys(changeWishFields).filter((name) => wish[name as keyof ChangeWish] != null).length === 1;
}

/** What a refusal says when {@link isOneWish} does not hold. */
export const oneWishMessage = `Ask for exactly one change: ${Object.keys(changeWishFields).join(", ")}.`;

/** The change that is asked for. @param reason what an override shows as its reason */
export async function changeOf(tx: Db, workspaceId: string, wish: ChangeWish, reason: string): Promise<FlagChange> {
  if (wish.configuration) return configurationChange(wish.configuration);
  if (wish.segment) return segmentChange(wish.segment);
  if (wish.override) return await overrideChange(tx, workspaceId, { ...wish.override, reason });
  if (wish.removeOverride) return await overrideRemoval(tx, workspaceId, wish.removeOverride);
  if (wish.revive) return { kind: "configuration", ...wish.revive, set: { killed: false, killReason: null } };
  if (wish.rollback) return await rollbackChange(tx, await requireRevision(tx, workspaceId, wish.rollback.revisionId));
  if (wish.state) {
    const { flagId, state } = wish.state;
    refusePlatform(await requireFlag(tx, workspaceId, flagId), ["state"]);
    return { kind: "flag", flagId, set: { state } };
  }
  if (!wish.flag) throw new TypeError(oneWishMessage);
  const change = flagPatchChange(wish.flag);
  refusePlatform(await requireFlag(tx, workspaceId, change.flagId), Object.keys(change.set));
  return change;
}
