import { environments, flagEnvironments } from "@plumbline/db/schema";
import { and, asc, eq, isNull } from "drizzle-orm";
import { defineReaction } from "../../../outbox/define-reaction.ts";
import { roles } from "../../../service/permissions.ts";
import { putInInbox } from "../../inbox/index.ts";
import { aloneFrom, approverLosses, hasSecondMember, lastApproverLost } from "../settings/approvers.ts";

/** Everybody hears that nobody is left who could approve, while there is time to object. */
export const onApproverLost = defineReaction({
  name: "flags.tell-approver-lost",
  description: "Tells every member when only one is left who may change flags, while an environment requires approval.",
  on: approverLosses,
  async run(ctx, { id, workspaceId }) {
    const told = await ctx.reads.workspace(workspaceId, async (db) => {
      if (await hasSecondMember(db, workspaceId)) return null;
      const asking = await db
        .select({ key: environments.key })
        .from(environments)
        .innerJoin(
          flagEnvironments,
          and(eq(flagEnvironments.workspaceId, workspaceId), eq(flagEnvironments.environmentId, environments.id)),
        )
        .where(
          and(
            eq(environments.workspaceId, workspaceId),
            isNull(environments.archivedAt),
            eq(flagEnvironments.requiresApproval, true),
          ),
        )
        .orderBy(asc(environments.key));
      const lost = await lastApproverLost(db, workspaceId);
      return lost && asking.length > 0 ? { lost, where: asking.map(({ key }) => key).join(", ") } : null;
    });
    if (!told) return;
    const { lost, where } = told;
    const how = lost.by ? `${lost.by} took it from ${lost.name}` : `${lost.name} left`;
    await putInInbox(ctx, {
      workspaceId,
      to: { roles },
      kind: "flag_approval",
      causeId: id,
      title: `Nobody can approve changes of flags in ${where} any more`,
      body: `${how}. From ${aloneFrom(lost).toISOString()} on the one member left who may change flags can switch approval off alone. Give somebody a role that approves before then.`,
      place: "flags/settings",
    });
  },
});
