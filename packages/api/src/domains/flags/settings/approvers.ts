import type { Db } from "@plumbline/db";
import { events, members } from "@plumbline/db/schema";
import { and, count, desc, eq, inArray, notInArray, or, sql } from "drizzle-orm";
import { roleAllows, roles } from "../../../service/permissions.ts";

/** Days for which nobody else must have been able to approve before approval is switched off alone. */
export const aloneDays = 7;

const able = roles.filter((role) => roleAllows(role, "flags:write"));

/** Whether a workspace has two members who may change flags: one asks, the other approves. */
export async function hasSecondMember(tx: Db, workspaceId: string): Promise<boolean> {
  const [found] = await tx
    .select({ n: count() })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), inArray(members.role, able)));
  return (found?.n ?? 0) > 1;
}

/** Somebody who could approve and cannot any more. */
export interface FormerApprover {
  name: string;
  /** Who took it away; null when they left themselves. */
  by: string | null;
  /** Until when. */
  until: Date;
}

/** Events by which a member stops being able to approve. */
export const approverLosses = ["member.left", "member.removed", "member.role_changed"] as const;

/** Who was the last to lose the role that approves; null when nobody ever did. Read off the event log, which nobody rewrites. */
export async function lastApproverLost(tx: Db, workspaceId: string): Promise<FormerApprover | null> {
  const was = sql<string>`${events.before}->>'role'`;
  const is = sql<string>`${events.after}->>'role'`;
  const [found] = await tx
    .select()
    .from(events)
    .where(
      and(
        eq(events.workspaceId, workspaceId),
        inArray(events.type, [...approverLosses]),
        inArray(was, able),
        or(sql`${is} is null`, notInArray(is, able)),
      ),
    )
    .orderBy(desc(events.seq))
    .limit(1);
  if (!found) return null;
  const { name, email } = found.data as { name?: string; email?: string };
  const by = found.type === "member.left" ? null : found.actorName;
  return { name: name || email || "Another member", by, until: found.occurredAt };
}

/** From when on approval may be switched off alone. */
export function aloneFrom({ until }: FormerApprover): Date {
  return new Date(until.getTime() + aloneDays * 86_400_000);
}
