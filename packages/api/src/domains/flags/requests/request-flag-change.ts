import type { Db } from "@plumbline/db";
import { environments, flagChangeRequests, flagConfigurations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { FlagChange } from "../change/flag-change.ts";
import { ownConfiguration, requireFlag, requireSegment } from "../change/own-rows.ts";
import { flagChangeRequested } from "../events.ts";
import { neededReason } from "../flag/name-input.ts";
import type { FlagChangeRequest } from "../flag-refs.ts";
import { changeOf, changeWishFields, isOneWish, oneWishMessage } from "./change-wish.ts";
import { tryChange } from "./try-change.ts";

export const requestFlagChangeInput = z
  .object({
    workspaceId: z.uuid(),
    ...changeWishFields,
    reason: neededReason,
    /** Apply it then, when it was approved before; left out, as soon as it is approved. */
    applyAt: z
      .date()
      .nullish()
      .transform((at) => at ?? null),
  })
  .refine(isOneWish, oneWishMessage);

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
    const change = await changeOf(tx, workspaceId, wish, reason);
    const tried = await tryChange(tx, ctx, { workspaceId, change, approved: true });
    const now = ctx.app.clock.now();
    const { actorType, actorId, actorName } = describeActor(ctx.actor);
    const about = await aboutOf(tx, workspaceId, change);
    const [request] = await tx
      .insert(flagChangeRequests)
      .values({
        ...about,
        ...tried,
        workspaceId,
        change,
        reason,
        applyAt,
        requestedByType: actorType,
        requestedById: actorId,
        requestedByName: actorName,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    await recordRequest(tx, ctx, request as FlagChangeRequest, flagChangeRequested);
    return request as FlagChangeRequest;
  });
}

/** What a change is about, and the version that its maker saw. */
async function aboutOf(tx: Db, workspaceId: string, change: FlagChange) {
  const segmentId = "segmentId" in change ? change.segmentId : null;
  const flagId = "flagId" in change ? change.flagId : null;
  const environmentId = "environmentId" in change ? change.environmentId : null;
  return { flagId, segmentId, environmentId, baseVersion: await versionOf(tx, workspaceId, change) };
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

/** Records what became of a request, in the history of what it is about. */
export async function recordRequest(
  tx: Db,
  ctx: Context,
  request: FlagChangeRequest,
  event: typeof flagChangeRequested,
): Promise<void> {
  const { workspaceId, flagId, segmentId, environmentId, reason, comment, changed, requestedByName } = request;
  const { key, name } = flagId
    ? await requireFlag(tx, workspaceId, flagId)
    : await requireSegment(tx, workspaceId, segmentId ?? "");
  const [environment] = environmentId
    ? await tx
        .select({ key: environments.key })
        .from(environments)
        .where(and(eq(environments.workspaceId, workspaceId), eq(environments.id, environmentId)))
    : [];
  await recordEvent(tx, ctx, event, {
    workspaceId,
    subjectId: flagId ?? segmentId ?? "",
    data: {
      key,
      name,
      environmentId,
      environment: environment?.key ?? null,
      requestId: request.id,
      fields: changed,
      reason,
      requestedBy: requestedByName,
      requestedById: request.requestedByType === "user" ? request.requestedById : null,
      comment,
    },
  });
}
