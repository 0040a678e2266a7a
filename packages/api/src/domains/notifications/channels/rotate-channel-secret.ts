import { channels } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Channel } from "../channel-kind.ts";
import { openChannelSettings, storeChannelSettings } from "../channel-settings.ts";
import { channelSecretRotated } from "../events.ts";
import { findChannelKind } from "../find-channel-kind.ts";
import { ownChannel } from "../lock-channel.ts";
import { authorizeChannel, lockWorkspaceChannel } from "../require-channel.ts";
import type { ChannelWithSecret } from "./create-channel.ts";

export const rotateChannelSecretInput = z.object({
  id: z.uuid(),
  /** Hours for which messages carry signatures of both secrets. 0 ends the old one at once. Default 24. */
  overlapHours: z.int().min(0).max(168).nullish(),
});

export type RotateChannelSecretInput = z.input<typeof rotateChannelSecretInput>;

/**
 * Makes a new signing secret, shown this once. Until the overlap ends each message is signed with both, so no receiver has to hurry.
 * @throws PreconditionError for a kind that signs nothing
 */
export async function rotateChannelSecret(ctx: Context, input: RotateChannelSecretInput): Promise<ChannelWithSecret> {
  const wish = parseInput(rotateChannelSecretInput, input);
  const workspaceId = await authorizeChannel(ctx, wish.id, "channels:write");
  return await transact(ctx, { workspaceId, verb: "rotateChannelSecret", input: wish }, async (tx) => {
    const before = await lockWorkspaceChannel(tx, workspaceId, wish.id);
    const kind = findChannelKind(before.kind);
    if (!kind.madeSecret) {
      throw new PreconditionError(
        `${kind.title} has no signing secret of ours.`,
        "Change its settings instead; what the other side gave is replaced there.",
      );
    }
    const now = ctx.app.clock.now();
    const overlapHours = wish.overlapHours ?? 24;
    const until = new Date(now.getTime() + overlapHours * 3_600_000);
    const secret = kind.madeSecret.make();
    const settings = { ...openChannelSettings(ctx.app, before), [kind.madeSecret.field]: secret };
    const [after] = await tx
      .update(channels)
      .set({
        ...storeChannelSettings(ctx.app, kind, before, settings),
        previousSecrets: overlapHours > 0 ? before.secrets : null,
        previousSecretsUntil: overlapHours > 0 ? until : null,
        updatedAt: now,
      })
      .where(ownChannel(workspaceId, wish.id))
      .returning();
    await recordEvent(tx, ctx, channelSecretRotated, {
      workspaceId,
      subjectId: before.id,
      tenantId: before.tenantId,
      data: { kind: before.kind, name: before.name, previousGoodUntil: until.toISOString() },
    });
    return { channel: after as Channel, secret };
  });
}
