import { channels, driftSettings } from "@plumbline/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changedFields } from "../../workspaces/index.ts";
import type { DriftSettings } from "../document-refs.ts";
import { driftSettingsUpdated } from "../events.ts";
import { lockDriftSettings } from "./load-drift-settings.ts";

export const updateDriftSettingsInput = z.object({
  workspaceId: z.uuid(),
  threshold: z
    .number()
    .min(0.05)
    .max(0.95)
    .nullish()
    .transform((value) => value ?? undefined),
  channelIds: z
    .array(z.uuid())
    .max(20)
    .nullish()
    .transform((ids) => (ids ? [...new Set(ids)] : undefined)),
  learning: z
    .boolean()
    .nullish()
    .transform((value) => value ?? undefined),
  modelDrafts: z
    .boolean()
    .nullish()
    .transform((value) => value ?? undefined),
});

export type UpdateDriftSettingsInput = z.input<typeof updateDriftSettingsInput>;

/**
 * Chooses from which score on, and to which channels, candidates are told, and whether a model is asked; what is left out stays.
 * @throws InvalidInputError for a channel that the workspace does not have
 */
export async function updateDriftSettings(ctx: Context, input: UpdateDriftSettingsInput): Promise<DriftSettings> {
  await authorize(ctx, input.workspaceId, "documents:write");
  const wish = parseInput(updateDriftSettingsInput, input);
  const { workspaceId, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "updateDriftSettings", input: wish }, async (tx) => {
    const known = await lockDriftSettings(tx, workspaceId);
    if (fields.channelIds && fields.channelIds.length > 0) {
      const own = and(
        eq(channels.workspaceId, workspaceId),
        inArray(channels.id, fields.channelIds),
        isNull(channels.deletedAt),
        isNull(channels.userId),
      );
      const found = await tx.select({ id: channels.id }).from(channels).where(own);
      const ids = new Set(found.map((row) => row.id));
      const missing = fields.channelIds.findIndex((id) => !ids.has(id));
      if (missing >= 0) {
        throw new InvalidInputError([
          { path: ["channelIds", String(missing)], message: "is no channel of this workspace." },
        ]);
      }
    }
    const changes = changedFields(known, fields);
    if (!changes) return known;
    const [after] = await tx
      .update(driftSettings)
      .set({ ...changes.after, updatedAt: ctx.app.clock.now() })
      .where(eq(driftSettings.workspaceId, workspaceId))
      .returning();
    const settings = after as DriftSettings;
    const { id: subjectId, threshold, channelIds, learning, modelDrafts } = settings;
    const data = { threshold, channels: channelIds.length, learning, modelDrafts };
    await recordEvent(tx, ctx, driftSettingsUpdated, { workspaceId, subjectId, data, ...changes });
    return settings;
  });
}
