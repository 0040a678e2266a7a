import type { Db } from "@plumbline/db";
import { flagChangeRequests, flagConfigurations } from "@plumbline/db/schema";
import { z } from "zod";
import { describeActor } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { FlagChange } from "../change/flag-change.ts";
import { ownConfiguration, requireFlag, requireSegment } from "../change/own-rows.ts";
import { neededReason } from "../flag/name-input.ts";
import type { FlagChangeRequest } from "../flag-refs.ts";
import { changeOf, changeWishFields, isOneWish, oneWishMessage } from "./change-wish.ts";
import { recordRequest } from "./record-request.ts";
import { planSettings, settingsWish } from "./settings-change.ts";
import { tryChange } from "./try-change.ts";

export const requestFlagChangeInput = z
  .object({
    workspaceId: z.uuid(),
    ...changeWishFields,
    /** Let changes be made alone in an environment where a second member must approve them. */
    settings: settingsWish.nullish(),
    reason: neededReason,
    /** Apply it then, when it was approved before; left out, as soon as it is approved. */
    applyAt: z
      .date()
      .nullish()
      .transform((at) => at ?? null),
  })
  .refine(({ settings, ...wish }) => isOneWish(wish) !== (settings != null), `${oneWishMessage} Or settings.`);

export type RequestFlagChangeInput = z.input<typeof requestFlagChangeInput>;

/**
 * Asks a second member to approve a change.
 * @throws whatever the change itself would be refused with now
 */
export async function requestFlagChange(ctx: Context, input: RequestFlagChangeInput): Promise<FlagChangeRequest> {
  await authorize(ctx, input.workspaceId, "flags:write");
  const wish = parseInput(requestFlagChangeInput, input);
  const { workspaceId, reason, applyAt } = wish;
  return await transact(ctx, { workspaceId, verb: "requestFlagChange", input: wish }, async (tx) => {
    if (applyAt && applyAt <= ctx.app.clock.now())
      throw new InvalidInputError([{ path: ["applyAt"], message: "That time has passed." }]);
    const planned = wish.settings
      ? await planSettings(tx, ctx, { workspaceId, settings: wish.settings, applyAt })
      : await planChange(tx, ctx, workspaceId, await changeOf(tx, workspaceId, wish, reason));
    const now = ctx.app.clock.now();
    const { actorType, actorId, actorName } = describeActor(ctx.actor);
    const [request] = await tx
      .insert(flagChangeRequests)
      .values({
        ...planned,
        workspaceId,
        reason,
        applyAt,
        requestedByType: actorType,
        requestedById: actorId,
        requestedByName: actorName,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    await recordRequest(tx, ctx, request as FlagChangeRequest, "requested");
    return request as FlagChangeRequest;
  });
}

/** What a request keeps of a change: what it is about, the version that its maker saw, and what it would do. */
async function planChange(tx: Db, ctx: Context, workspaceId: string, change: FlagChange) {
  const tried = await tryChange(tx, ctx, { workspaceId, change, approved: true });
  const segmentId = "segmentId" in change ? change.segmentId : null;
  const flagId = "flagId" in change ? change.flagId : null;
  const environmentId = "environmentId" in change ? change.environmentId : null;
  const baseVersion = await versionOf(tx, workspaceId, change);
  return { ...tried, flagId, segmentId, environmentId, change, baseVersion };
}

/** What `expectedVersion` of the change is compared with, now; 0 where nothing is. */
async function versionOf(tx: Db, workspaceId: string, change: FlagChange): Promise<number> {
  if (change.kind === "flag") return (await requireFlag(tx, workspaceId, change.flagId)).revision;
  if (change.kind === "segment") return (await requireSegment(tx, workspaceId, change.segmentId)).revision;
  if (change.kind !== "configuration") return 0;
  const [row] = await tx
    .select({ version: flagConfigurations.version })
    .from(flagConfigurations)
    .where(ownConfiguration(workspaceId, change.flagId, change.environmentId));
  return row?.version ?? 0;
}
