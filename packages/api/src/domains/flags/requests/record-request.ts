import type { Db } from "@plumbline/db";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { requireFlag, requireSegment } from "../change/own-rows.ts";
import {
  flagChangeApproved,
  flagChangeRejected,
  flagChangeRequested,
  flagChangeWithdrawn,
  flagSettingsChangeApproved,
  flagSettingsChangeRejected,
  flagSettingsChangeRequested,
  flagSettingsChangeWithdrawn,
} from "../events.ts";
import type { FlagChangeRequest } from "../flag-refs.ts";
import { readApproval } from "../settings/read-approval.ts";

const ofFlags = {
  requested: flagChangeRequested,
  approved: flagChangeApproved,
  rejected: flagChangeRejected,
  withdrawn: flagChangeWithdrawn,
};
const ofSettings = {
  requested: flagSettingsChangeRequested,
  approved: flagSettingsChangeApproved,
  rejected: flagSettingsChangeRejected,
  withdrawn: flagSettingsChangeWithdrawn,
};

/**
 * Records what became of a request, in the history of what it is about.
 * @param sharedClient whether it was approved from the address and browser of who asked; null where it was not approved
 */
export async function recordRequest(
  tx: Db,
  ctx: Context,
  request: FlagChangeRequest,
  step: keyof typeof ofFlags,
  sharedClient: boolean | null = null,
): Promise<void> {
  const { workspaceId, environmentId, reason, comment, changed, requestedByName } = request;
  const environment = environmentId ? await readApproval(tx, workspaceId, environmentId) : undefined;
  const flag = await subjectOf(tx, request);
  const { id: subjectId, key, name } = flag ?? environment ?? { id: "", key: "", name: "" };
  await recordEvent(tx, ctx, flag ? ofFlags[step] : ofSettings[step], {
    workspaceId,
    subjectId,
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
      sharedClient,
    },
  });
}

/** The flag or the segment; null where an environment's settings are asked for. */
async function subjectOf(tx: Db, { workspaceId, flagId, segmentId }: FlagChangeRequest) {
  if (flagId) return await requireFlag(tx, workspaceId, flagId);
  return segmentId ? await requireSegment(tx, workspaceId, segmentId) : null;
}
