import type { Db } from "@plumbline/db";
import { channels } from "@plumbline/db/schema";
import type { Context } from "../../service/context.ts";
import type { Permission } from "../../service/permissions.ts";
import { authorizeRow, unknownRow } from "../workspaces/index.ts";
import type { Channel } from "./channel-kind.ts";
import { lockChannel } from "./lock-channel.ts";

/**
 * The workspace of the channel behind an id, for an actor that may do this there. Finds deleted ones too, so that a repeated
 * deletion gets its stored answer; the lock refuses them.
 * @throws NotFoundError for strangers and for an id that never was
 * @throws ForbiddenError for members without the permission
 */
export async function authorizeChannel(ctx: Context, id: string, permission: Permission): Promise<string> {
  return await authorizeRow(ctx, { table: channels, id, permission, noun: "channel" });
}

/**
 * Takes the lock on a channel of the workspace for a verb. A member's own ways are not to be changed by others.
 * @throws NotFoundError when it was deleted, or is a member's own
 */
export async function lockWorkspaceChannel(tx: Db, workspaceId: string, id: string): Promise<Channel> {
  const channel = await lockChannel(tx, workspaceId, id);
  if (!channel || channel.deletedAt || channel.userId) throw unknownRow("channel");
  return channel;
}
