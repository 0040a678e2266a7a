import type { Db } from "@plumbline/db";
import { flagSegments } from "@plumbline/db/schema";
import type { Context } from "../../../service/context.ts";
import { ConflictError, PreconditionError } from "../../../service/errors.ts";
import { changedFields, unknownRow } from "../../workspaces/index.ts";
import { flagSegmentCreated, flagSegmentRemoved, flagSegmentUpdated } from "../events.ts";
import type { FlagSegment } from "../flag-refs.ts";
import { flagsUsingSegment } from "../segments/flags-using-segment.ts";
import type { AppliedChange } from "./applied-change.ts";
import type { FlagChangeOf } from "./flag-change.ts";
import { ownSegment, requireSegment } from "./own-rows.ts";
import { pickFields } from "./pick-fields.ts";
import { refuseOutdatedSegment } from "./refuse-outdated.ts";

const segmentFieldNames = ["name", "description", "conditions"] as const;

/** Writes a new segment. @throws ConflictError when the key is taken */
export async function applyNewSegment(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  { fields }: FlagChangeOf<"newSegment">,
): Promise<AppliedChange> {
  const now = ctx.app.clock.now();
  const [segment] = await tx
    .insert(flagSegments)
    .values({ ...fields, workspaceId, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: [flagSegments.workspaceId, flagSegments.key] })
    .returning();
  if (!segment)
    throw new ConflictError(
      `The workspace has a segment ${fields.key} already.`,
      "Choose another key, or change that one.",
    );
  return {
    ...outline(segment),
    before: null,
    after: pickFields(segment, segmentFieldNames),
    event: flagSegmentCreated,
  };
}

/** Changes a segment; null when nothing changes. @throws ConflictError when somebody else changed it meanwhile */
export async function applySegment(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  { segmentId, expectedVersion, set }: FlagChangeOf<"segment">,
): Promise<AppliedChange | null> {
  const known = await requireSegment(tx, workspaceId, segmentId);
  const changes = changedFields(known, set);
  if (!changes) return null;
  await refuseOutdatedSegment(tx, known, expectedVersion);
  const [segment] = await tx
    .update(flagSegments)
    .set({ ...changes.after, revision: known.revision + 1, updatedAt: ctx.app.clock.now() })
    .where(ownSegment(workspaceId, segmentId))
    .returning();
  return {
    ...outline(segment as FlagSegment),
    before: pickFields(known, segmentFieldNames),
    after: pickFields(segment as FlagSegment, segmentFieldNames),
    event: flagSegmentUpdated,
  };
}

/** Removes a segment. @throws PreconditionError while a rule names it */
export async function applyRemoveSegment(
  tx: Db,
  workspaceId: string,
  { segmentId }: FlagChangeOf<"removeSegment">,
): Promise<AppliedChange> {
  const { key } = await requireSegment(tx, workspaceId, segmentId);
  const users = await flagsUsingSegment(tx, workspaceId, key);
  if (users.length > 0)
    throw new PreconditionError(
      `The segment ${key} is used by ${users.map((flag) => flag.key).join(", ")}.`,
      "Take it out of their rules first.",
    );
  const [segment] = await tx.delete(flagSegments).where(ownSegment(workspaceId, segmentId)).returning();
  if (!segment) throw unknownRow("segment");
  const gone = { ...segment, revision: segment.revision + 1 };
  return { ...outline(gone), before: pickFields(segment, segmentFieldNames), after: null, event: flagSegmentRemoved };
}

function outline({ id, key, name, revision }: FlagSegment) {
  return { flagId: null, segmentId: id, environmentId: null, key, name, number: revision, tenantId: null };
}
