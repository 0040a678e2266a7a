import { channels } from "@plumbline/db/schema";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { Channel } from "../channel-kind.ts";
import { storeChannelSettings } from "../channel-settings.ts";
import { channelCreated } from "../events.ts";
import { findChannelKind } from "../find-channel-kind.ts";
import { channelFields, readSettings } from "./channel-input.ts";
import { requireChannelTenant } from "./require-channel-tenant.ts";

/** Channels of one workspace at most. */
const mostChannels = 200;

export const createChannelInput = z.object({
  workspaceId: z.uuid(),
  kind: z.string().max(40),
  name: channelFields.name,
  tenantId: z.uuid().nullish(),
  settings: channelFields.settings.nullish(),
  /** Messages of a window before the rest is merged. Default as the kind says. */
  rateCount: channelFields.rateCount.nullish(),
  /** Seconds of a window. Default 60. */
  rateSeconds: channelFields.rateSeconds.nullish(),
});

export type CreateChannelInput = z.input<typeof createChannelInput>;

/** A channel with the secret that is shown this once; null where the kind makes none. */
export interface ChannelWithSecret {
  channel: Channel;
  secret: string | null;
}

/**
 * Adds a place to which messages go. It is only claimed to work until its far side has taken one.
 * @throws InvalidInputError for settings that cannot work
 * @throws PreconditionError beyond 200 channels
 */
export async function createChannel(ctx: Context, input: CreateChannelInput): Promise<ChannelWithSecret> {
  await authorize(ctx, input.workspaceId, "channels:write");
  const wish = parseInput(createChannelInput, input);
  const { workspaceId, name, tenantId = null } = wish;
  const kind = findChannelKind(wish.kind);
  const asked = readSettings(kind, wish.settings ?? []);
  if (tenantId) await requireChannelTenant(ctx, workspaceId, tenantId);
  const given = (await kind.prepare?.(ctx, workspaceId, asked)) ?? asked;
  return await transact(ctx, { workspaceId, verb: "createChannel", input: wish }, async (tx) => {
    const existing = and(eq(channels.workspaceId, workspaceId), isNull(channels.userId), isNull(channels.deletedAt));
    const [known] = await tx.select({ n: count() }).from(channels).where(existing);
    if ((known?.n ?? 0) >= mostChannels) {
      throw new PreconditionError(
        `A workspace has at most ${mostChannels} channels.`,
        "Delete one that is not used any more.",
      );
    }
    const [made] = (await tx.execute(sql`select uuidv7() as id`)) as unknown as { id: string }[];
    const id = made?.id ?? "";
    const secret = kind.madeSecret?.make() ?? null;
    const settings = kind.madeSecret && secret ? { ...given, [kind.madeSecret.field]: secret } : given;
    const now = ctx.app.clock.now();
    const [channel] = await tx
      .insert(channels)
      .values({
        id,
        workspaceId,
        tenantId,
        kind: kind.name,
        name,
        ...storeChannelSettings(ctx.app, kind, { id, workspaceId }, settings),
        rateCount: wish.rateCount ?? kind.perMinute,
        rateSeconds: wish.rateSeconds ?? 60,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    await recordEvent(tx, ctx, channelCreated, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { kind: kind.name, name },
      after: { kind: kind.name, name, where: kind.where(given) },
    });
    return { channel: channel as Channel, secret };
  });
}
