import type { Db } from "@plumbline/db";
import { PreconditionError } from "../../../service/errors.ts";
import { unknownRow } from "../../workspaces/index.ts";
import { readApproval } from "../settings/read-approval.ts";

/**
 * @returns the environment's key
 * @throws PreconditionError where a second member must approve changes: a plan changes the flag by itself, and nobody looks
 */
export async function refuseWhereApproved(tx: Db, workspaceId: string, environmentId: string): Promise<string> {
  const environment = await readApproval(tx, workspaceId, environmentId);
  if (!environment) throw unknownRow("environment");
  if (environment.requiresApproval)
    throw new PreconditionError(
      `In ${environment.key} a second member approves every change of a flag, and a plan would change it without one: ask for the change instead.`,
      "Ask for each step by requestFlagChange, or lift the requirement for the time of the plan.",
    );
  return environment.key;
}
