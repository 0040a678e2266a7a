import { channels, notifications } from "@plumbline/db/schema";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { PageArgs } from "../../graphql/paginate.ts";
import type { Context } from "../../service/context.ts";
import { listRows } from "../workspaces/index.ts";
import type { Notification } from "./channel-kind.ts";

/** Which messages. What is left out does not narrow. */
export interface NotificationFilter {
  state?: { in?: Notification["state"][] | null } | null;
  channelId?: string | null;
  groupKey?: string | null;
  subjectType?: string | null;
  subjectId?: string | null;
  /** Those that this message stands for. */
  notificationId?: string | null;
}

/** A page of messages, newest first. What went to a single person is that person's alone to see. */
export async function listNotifications(
  ctx: Context,
  workspaceId: string,
  page: PageArgs,
  filter: NotificationFilter = {},
) {
  const { state, channelId, groupKey, subjectType, subjectId, notificationId } = filter;
  const where = and(
    state?.in ? inArray(notifications.state, state.in) : undefined,
    channelId ? eq(notifications.channelId, channelId) : undefined,
    groupKey ? eq(notifications.groupKey, groupKey) : undefined,
    subjectType ? eq(notifications.subjectType, subjectType) : undefined,
    subjectId ? eq(notifications.subjectId, subjectId) : undefined,
    notificationId ? eq(notifications.mergedIntoId, notificationId) : undefined,
    notOfOthers(ctx),
  );
  return await listRows(ctx, { table: notifications, workspaceId, permission: "notifications:read", page, where });
}

function notOfOthers({ actor }: Context) {
  const own = actor.type === "user" ? sql`${channels.userId} = ${actor.userId}` : sql`false`;
  return sql`exists (select 1 from ${channels} where ${channels.workspaceId} = ${notifications.workspaceId}
    and ${channels.id} = ${notifications.channelId} and (${channels.userId} is null or ${own}))`;
}
