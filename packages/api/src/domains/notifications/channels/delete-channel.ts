import { channels, notifications } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Channel } from "../channel-kind.ts";
import { channelDeleted } from "../events.ts";
import { ownChannel } from "../lock-channel.ts";
import { authorizeChannel, lockWorkspaceChannel } from "../require-channel.ts";

export const deleteChannelInput = z.object({ id: z.uuid() });

export type DeleteChannelInput = z.input<typeof deleteChannelInput>;

/** Deletes a channel and its secrets for good. What waits is not sent; its messages stay until their thirty days are over. */
export async function deleteChannel(ctx: Context, input: DeleteChannelInput): Promise<Channel> {
  const wish = parseInput(deleteChannelInput, input);
  const workspaceId = await authorizeChannel(ctx, wish.id, "channels:write");
  return await transact(ctx, { workspaceId, verb: "deleteChannel", input: wish }, async (tx) => {
    const { kind, name, tenantId, id } = await lockWorkspaceChannel(tx, workspaceId, wish.id);
    const now = ctx.app.clock.now();
    await tx
      .update(notifications)
      .set({ state: "suppressed", reason: "The channel was deleted.", nextAttemptAt: null, collecting: false })
      .where(
        and(
          eq(notifications.workspaceId, workspaceId),
          eq(notifications.channelId, id),
          eq(notifications.state, "queued"),
        ),
      );
    const [after] = await tx
      .update(channels)
      .set({ deletedAt: now, updatedAt: now, secrets: null, previousSecrets: null, previousSecretsUntil: null })
      .where(ownChannel(workspaceId, id))
      .returning();
    await recordEvent(tx, ctx, channelDeleted, { workspaceId, subjectId: id, tenantId, data: { kind, name } });
    return after as Channel;
  });
}
