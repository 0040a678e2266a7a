import type { Db } from "@plumbline/db";
import { channels, escalationPolicies, members, onCallSchedules } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { registerIdPrefix } from "../../../graphql/ids.ts";
import type { Context } from "../../../service/context.ts";
import { type InputIssue, InvalidInputError } from "../../../service/errors.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import type { EscalationPolicy } from "./plan-step.ts";

registerIdPrefix("EscalationPolicy", "escpol");

const target = z.object({ kind: z.enum(["channel", "member", "schedule"]), id: z.uuid() });

export const policyFields = {
  name: z.string().trim().min(1, "must not be empty.").max(120),
  steps: z
    .array(
      z.object({
        /** Seconds after the step before it: 0 to a day. */
        afterSeconds: z.int().min(0).max(86_400),
        targets: z.array(target).min(1, "must name somebody.").max(20),
      }),
    )
    .min(1, "must hold at least one step.")
    .max(10),
  repeats: z.int().min(0).max(10),
};

type Steps = z.output<typeof policyFields.steps>;

/** Whom the steps name must exist in this workspace. @throws InvalidInputError that names the path of each that does not */
export async function requireTargets(tx: Db, workspaceId: string, steps: Steps): Promise<void> {
  const issues: InputIssue[] = [];
  for (const [n, { targets }] of steps.entries()) {
    for (const [m, { kind, id }] of targets.entries()) {
      if (await targetExists(tx, workspaceId, kind, id)) continue;
      const path = ["steps", String(n), "targets", String(m), "id"];
      issues.push({ path, message: `is no ${kind} of this workspace.` });
    }
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
}

async function targetExists(tx: Db, workspaceId: string, kind: Steps[0]["targets"][0]["kind"], id: string) {
  const where = {
    channel: () => and(eq(channels.workspaceId, workspaceId), eq(channels.id, id), isNull(channels.deletedAt)),
    member: () => and(eq(members.workspaceId, workspaceId), eq(members.userId, id)),
    schedule: () =>
      and(eq(onCallSchedules.workspaceId, workspaceId), eq(onCallSchedules.id, id), isNull(onCallSchedules.archivedAt)),
  };
  const table = { channel: channels, member: members, schedule: onCallSchedules }[kind];
  const found = await tx.select({ workspaceId: table.workspaceId }).from(table).where(where[kind]()).limit(1);
  return found.length > 0;
}

/** The workspace of a policy, for an actor that may change policies there. */
export async function authorizePolicy(ctx: Context, id: string): Promise<string> {
  const noun = "escalation policy";
  return await authorizeRow(ctx, { table: escalationPolicies, id, permission: "alert_rules:write", noun });
}

/** The clause for one policy that was not deleted. */
export function ownPolicy(workspaceId: string, id: string) {
  return and(
    eq(escalationPolicies.workspaceId, workspaceId),
    eq(escalationPolicies.id, id),
    isNull(escalationPolicies.archivedAt),
  );
}

/** Takes the lock on a policy. @throws NotFoundError when it was deleted */
export async function lockPolicy(tx: Db, workspaceId: string, id: string): Promise<EscalationPolicy> {
  const [policy] = await tx.select().from(escalationPolicies).where(ownPolicy(workspaceId, id)).for("update");
  if (!policy) throw unknownRow("escalation policy");
  return policy;
}
