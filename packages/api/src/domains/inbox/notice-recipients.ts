import type { Db } from "@plumbline/db";
import { members, notificationPreferences, users } from "@plumbline/db/schema";
import { and, eq, inArray, ne } from "drizzle-orm";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import type { NoticeKind } from "./notice-kinds.ts";

/** A member who is told, and where. */
export interface Recipient {
  userId: string;
  email: string;
  wants: NoticeKind["default"];
}

/** The members whom an event concerns, with what they chose; without the one who did it. */
export async function noticeRecipients(tx: Db, kind: NoticeKind, event: RecordedEvent): Promise<Recipient[]> {
  const to = kind.to(event);
  const which = "userId" in to ? eq(members.userId, to.userId) : inArray(members.role, [...to.roles]);
  const doer = event.actorType === "user" && event.actorId ? ne(members.userId, event.actorId) : undefined;
  const rows = await tx
    .select({
      userId: users.id,
      email: users.email,
      inbox: notificationPreferences.inbox,
      mail: notificationPreferences.email,
      push: notificationPreferences.push,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(
      notificationPreferences,
      and(eq(notificationPreferences.userId, users.id), eq(notificationPreferences.kind, kind.kind)),
    )
    .where(and(eq(members.workspaceId, event.workspaceId), which, doer));
  return rows.map(({ userId, email, inbox, mail, push }) => ({
    userId,
    email,
    wants: {
      inbox: inbox ?? kind.default.inbox,
      email: mail ?? kind.default.email,
      push: push ?? kind.default.push,
    },
  }));
}
