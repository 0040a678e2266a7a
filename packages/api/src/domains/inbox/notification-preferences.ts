import { notificationPreferences } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { eq } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import { type NoticeKind, noticeKinds } from "./notice-kinds.ts";

/** Where the person wants one kind of notice. */
export interface NotificationPreference {
  kind: string;
  title: string;
  description: string;
  inbox: boolean;
  email: boolean;
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
export function preferenceOf(kind: NoticeKind, choice: { inbox: boolean; email: boolean }): NotificationPreference {
  return {
    kind: kind.kind,
    title: kind.title,
    description: kind.description,
    inbox: choice.inbox,
    email: choice.email,
  };
}
