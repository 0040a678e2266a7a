import { channels } from "@plumbline/db/schema";
import { z } from "zod";
import { loadRow } from "../../../graphql/load-row.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { unknownRow } from "../../workspaces/index.ts";
import type { Channel } from "../channel-kind.ts";
import { openChannelSettings, openPublicSettings, storeChannelSettings } from "../channel-settings.ts";
import { channelUpdated } from "../events.ts";
import { findChannelKind } from "../find-channel-kind.ts";
import { sendNotification } from "../jobs/send-notification.ts";
import { ownChannel } from "../lock-channel.ts";
import { wakeWaiting } from "../mark-channel.ts";
import { authorizeChannel, lockWorkspaceChannel } from "../require-channel.ts";
import { channelFields, readSettings } from "./channel-input.ts";

export const updateChannelInput = z.object({
  id: z.uuid(),
  name: channelFields.name.nullish(),
  /** What changes; what is left out stays. */
  settings: channelFields.settings.nullish(),
  rateCount: channelFields.rateCount.nullish(),
  rateSeconds: channelFields.rateSeconds.nullish(),
  /** True: messages are suppressed from now on. */
  muted: z.boolean().nullish(),
});

export type UpdateChannelInput = z.input<typeof updateChannelInput>;

/** What other settings take from a channel: it has to prove itself anew. */
const unproven = {
  provenAt: null,
  provenWhat: null,
  provenFrom: null,
  failingSince: null,
  failures: 0,
  failureReason: null,
  failureNextStep: null,
  brokenAt: null,
  pausedUntil: null,
};

/**
 * Changes a channel. With other settings it has to prove itself anew, and what waited for a later try goes out at once.
 * @throws InvalidInputError for settings that cannot work
 */
export async function updateChannel(ctx: Context, input: UpdateChannelInput): Promise<Channel> {
  const wish = parseInput(updateChannelInput, input);
  const workspaceId = await authorizeChannel(ctx, wish.id, "channels:write");
  const seen = await loadRow(ctx, channels, workspaceId, wish.id);
  if (!seen || seen.deletedAt || seen.userId) throw unknownRow("channel");
  const kind = findChannelKind(seen.kind);
  const settings = wish.settings?.length ? await newSettings(ctx, seen, wish.settings) : null;
  return await transact(ctx, { workspaceId, verb: "updateChannel", input: wish }, async (tx) => {
    const before = await lockWorkspaceChannel(tx, workspaceId, wish.id);
    const now = ctx.app.clock.now();
    const [after] = await tx
      .update(channels)
      .set({
        name: wish.name ?? before.name,
        rateCount: wish.rateCount ?? before.rateCount,
        rateSeconds: wish.rateSeconds ?? before.rateSeconds,
        updatedAt: now,
        ...(settings ? { ...storeChannelSettings(ctx.app, kind, before, settings), ...unproven } : {}),
        ...(typeof wish.muted === "boolean" ? { mutedAt: wish.muted ? (before.mutedAt ?? now) : null } : {}),
      })
      .where(ownChannel(workspaceId, wish.id))
      .returning();
    const channel = after as Channel;
    if (settings) await wakeWaiting(tx, sendNotification, channel, now);
    await recordEvent(tx, ctx, channelUpdated, {
      workspaceId,
      subjectId: channel.id,
      tenantId: channel.tenantId,
      data: { kind: channel.kind, name: channel.name },
      before: shownFields(before),
      after: shownFields(channel),
    });
    return channel;
  });
}

async function newSettings(ctx: Context, channel: Channel, given: readonly { name: string; value: string }[]) {
  const kind = findChannelKind(channel.kind);
  const asked = readSettings(kind, given, openChannelSettings(ctx.app, channel));
  return (await kind.prepare?.(ctx, channel.workspaceId, asked)) ?? asked;
}

function shownFields(channel: Channel) {
  const { name, rateCount, rateSeconds, mutedAt, kind } = channel;
  const where = findChannelKind(kind).where(openPublicSettings(channel));
  return { name, where, rateCount, rateSeconds, muted: mutedAt !== null };
}
