import type { Db } from "@plumbline/db";
import { changedFields } from "../../workspaces/index.ts";
import { requireConfiguration } from "../change/own-rows.ts";
import { readApproval } from "../settings/read-approval.ts";
import type { FlagRollout } from "./rollout-ref.ts";

/** Whether the flag is configured as the plan's last step left it, or as it was when the plan was resumed. */
export async function isAsLeft(tx: Db, rollout: FlagRollout): Promise<boolean> {
  const { workspaceId, flagId, environmentId, configurationVersion } = rollout;
  return (await requireConfiguration(tx, workspaceId, flagId, environmentId)).version === configurationVersion;
}

/**
 * Why a plan cannot be rolled back by one member or a guard; null when it can. Where a second member approves changes, what was
 * changed since the plan's last step was agreed to by two: to put something else in its place needs two again.
 */
export async function whyNotBack(tx: Db, rollout: FlagRollout): Promise<string | null> {
  const { workspaceId, flagId, environmentId, step, baseline } = rollout;
  if (step === 0 || (await isAsLeft(tx, rollout))) return null;
  const known = await requireConfiguration(tx, workspaceId, flagId, environmentId);
  if (!changedFields(known, { ...baseline })) return null;
  const environment = await readApproval(tx, workspaceId, environmentId);
  if (!environment?.requiresApproval) return null;
  return `What the flag does in ${environment.key} was changed since the plan's last step, and there a second member approves what takes its place.`;
}
