import type { Db } from "@plumbline/db";
import { environments, flagEnvironments, members } from "@plumbline/db/schema";
import { and, count, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { roleAllows, roles } from "../../../service/permissions.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { lockEnvironments } from "../change/lock-environments.ts";
import { flagEnvironmentSettingsChanged } from "../events.ts";
import type { FlagEnvironment } from "../flag-refs.ts";

const setFlagEnvironmentSettingsInput = z.object({ environmentId: z.uuid(), requiresApproval: z.boolean() });

export type SetFlagEnvironmentSettingsInput = z.input<typeof setFlagEnvironmentSettingsInput>;

/**
 * Chooses whether a second member must approve changes of flags in an environment.
 * @throws PreconditionError when there is nobody who could approve: every change would wait for good
 */
export async function setFlagEnvironmentSettings(
  ctx: Context,
  input: SetFlagEnvironmentSettingsInput,
): Promise<FlagEnvironment> {
  const wish = parseInput(setFlagEnvironmentSettingsInput, input);
  const { environmentId: id, requiresApproval } = wish;
  const permission = "flag_settings:write";
  const workspaceId = await authorizeRow(ctx, { table: environments, id, permission, noun: "environment" });
  return await transact(ctx, { workspaceId, verb: "setFlagEnvironmentSettings", input: wish }, async (tx) => {
    const [environment] = await lockEnvironments(tx, workspaceId, [id]);
    const own = and(eq(flagEnvironments.workspaceId, workspaceId), eq(flagEnvironments.environmentId, id));
    if (environment?.requiresApproval === requiresApproval) {
      const [known] = await tx.select().from(flagEnvironments).where(own);
      return known as FlagEnvironment;
    }
    if (requiresApproval) await refuseAlone(tx, workspaceId);
    const [changed] = await tx
      .update(flagEnvironments)
      .set({ requiresApproval, updatedAt: ctx.app.clock.now() })
      .where(own)
      .returning();
    const row = changed as FlagEnvironment;
    await recordEvent(tx, ctx, flagEnvironmentSettingsChanged, {
      workspaceId,
      subjectId: row.id,
      data: { environmentId: id, environment: environment?.key ?? "", requiresApproval },
      before: { requiresApproval: !requiresApproval },
      after: { requiresApproval },
    });
    return row;
  });
}

async function refuseAlone(tx: Db, workspaceId: string): Promise<void> {
  const able = roles.filter((role) => roleAllows(role, "flags:write"));
  const [found] = await tx
    .select({ n: count() })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), inArray(members.role, able)));
  if ((found?.n ?? 0) > 1) return;
  throw new PreconditionError(
    "Nobody but you could approve a change: the workspace has one member who may change flags.",
    "Invite another one first.",
  );
}
