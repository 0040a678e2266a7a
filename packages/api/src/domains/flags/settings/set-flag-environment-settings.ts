import type { Db } from "@plumbline/db";
import { environments } from "@plumbline/db/schema";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { lockEnvironments } from "../change/lock-environments.ts";
import type { FlagEnvironment } from "../flag-refs.ts";
import { aloneDays, aloneFrom, hasSecondMember, lastApproverLost } from "./approvers.ts";
import { writeApproval } from "./write-approval.ts";

const setFlagEnvironmentSettingsInput = z.object({ environmentId: z.uuid(), requiresApproval: z.boolean() });

export type SetFlagEnvironmentSettingsInput = z.input<typeof setFlagEnvironmentSettingsInput>;

const alone = `Nobody else could approve it: for ${aloneDays} days the workspace had one member who may change flags.`;

/**
 * Chooses whether a second member must approve changes of flags in an environment. Switching it off needs such an approval itself,
 * by `requestFlagChange`, unless for seven days there was nobody left who could give one: otherwise whoever may change roles could take
 * them from everybody else for a minute.
 * @throws PreconditionError when there is nobody who could approve: every change would wait for good
 * @throws PreconditionError when somebody else must agree to switch it off
 */
export async function setFlagEnvironmentSettings(
  ctx: Context,
  input: SetFlagEnvironmentSettingsInput,
): Promise<FlagEnvironment> {
  const wish = parseInput(setFlagEnvironmentSettingsInput, input);
  const { environmentId, requiresApproval } = wish;
  const permission = "flag_settings:write";
  const noun = "environment";
  const workspaceId = await authorizeRow(ctx, { table: environments, id: environmentId, permission, noun });
  return await transact(ctx, { workspaceId, verb: "setFlagEnvironmentSettings", input: wish }, async (tx) => {
    const [environment] = await lockEnvironments(tx, workspaceId, [environmentId]);
    if (environment && environment.requiresApproval !== requiresApproval)
      await refuseAlone(tx, ctx, { workspaceId, environment: environment.key, requiresApproval });
    const reason = requiresApproval ? null : alone;
    return await writeApproval(tx, ctx, { workspaceId, environmentId, requiresApproval, reason });
  });
}

interface Wish {
  workspaceId: string;
  /** Its key. */
  environment: string;
  requiresApproval: boolean;
}

/** One member may switch it neither on, with nobody to approve, nor off, past somebody who could or lately could have. */
async function refuseAlone(tx: Db, ctx: Context, { workspaceId, environment, requiresApproval }: Wish): Promise<void> {
  const second = await hasSecondMember(tx, workspaceId);
  if (requiresApproval) {
    if (second) return;
    throw new PreconditionError(
      "Nobody but you could approve a change: the workspace has one member who may change flags.",
      "Invite another one first.",
    );
  }
  const asks = `Changes of flags in ${environment} need the approval of a second member, and so does making them without one`;
  if (second)
    throw new PreconditionError(
      `${asks}.`,
      "Ask for it: requestFlagChange takes `settings`, and another member who may change flags approves it.",
    );
  const lost = await lastApproverLost(tx, workspaceId);
  if (!lost || aloneFrom(lost) <= ctx.app.clock.now()) return;
  throw new PreconditionError(
    `${asks}. ${lost.name} could have given it until ${lost.until.toISOString()}; alone it is possible from ${aloneFrom(lost).toISOString()} on.`,
    "Invite a member who may change flags, or give one that role back, and ask for it by requestFlagChange; or wait until then.",
  );
}
