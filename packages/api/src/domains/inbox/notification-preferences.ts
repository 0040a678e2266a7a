import { notificationPreferences } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import { findNoticeKind, type NoticeKind, noticeKinds } from "./notice-kinds.ts";

/** Where the person wants one kind of notice. */
export interface NotificationPreference {
  kind: string;
  title: string;
  description: string;
  inbox: boolean;
  email: boolean;
  /** Shown by the browsers that the person allowed. */
  push: boolean;
}

/** The signed-in person's choice for every kind of notice, the kind's default where there is none. */
export async function listNotificationPreferences(ctx: Context): Promise<NotificationPreference[]> {
  const { actor } = ctx;
  if (actor.type !== "user") return [];
  const chosen = await withSystem(ctx.app.database, (tx) =>
    tx.select().from(notificationPreferences).where(eq(notificationPreferences.userId, actor.userId)),
  );
  return noticeKinds.map((kind) => preferenceOf(kind, chosen.find((row) => row.kind === kind.kind) ?? kind.default));
}

/** A kind with a choice. */
export function preferenceOf(kind: NoticeKind, choice: NoticeKind["default"]): NotificationPreference {
  return {
    kind: kind.kind,
    title: kind.title,
    description: kind.description,
    inbox: choice.inbox,
    email: choice.email,
    push: choice.push,
  };
}

/** What a person chose for one kind of notice: for work on the person's behalf, where nobody is signed in. */
export async function preferenceFor(ctx: Context, userId: string, kind: string): Promise<NoticeKind["default"]> {
  const [chosen] = await withSystem(ctx.app.database, (tx) =>
    tx
      .select()
      .from(notificationPreferences)
      .where(and(eq(notificationPreferences.userId, userId), eq(notificationPreferences.kind, kind))),
  );
  return chosen ?? findNoticeKind(kind)?.default ?? { inbox: false, email: false, push: false };
}
