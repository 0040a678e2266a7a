import { channels } from "@plumbline/db/schema";
import { and, isNull } from "drizzle-orm";
import type { PageArgs } from "../../graphql/paginate.ts";
import type { Context } from "../../service/context.ts";
import { listRows } from "../workspaces/index.ts";

/** A page of the workspace's channels, newest first. A member's own ways are not among them. */
export async function listChannels(ctx: Context, workspaceId: string, page: PageArgs) {
  const where = and(isNull(channels.userId), isNull(channels.deletedAt));
  return await listRows(ctx, { table: channels, workspaceId, permission: "channels:read", page, where });
}
