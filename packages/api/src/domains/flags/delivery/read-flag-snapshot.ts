import type { Snapshot } from "@plumbline/sdk/flags";
import type { Context } from "../../../service/context.ts";
import { encodeCursor, startPosition } from "../../../subscriptions/cursor.ts";
import { noteSource } from "../exposure/note-source.ts";
import { flagPlace } from "./flag-place.ts";
import { snapshotCache } from "./snapshot-cache.ts";

/** A snapshot and where changes after it begin. */
export interface FlagSnapshotRead {
  snapshot: Snapshot;
  cursor: string;
}

/**
 * Every flag of an environment with its rules, for SDKs that evaluate by themselves.
 * @throws UnauthenticatedError @throws ForbiddenError without `flags:read` @throws NotFoundError
 */
export async function readFlagSnapshot(
  ctx: Context,
  { environmentId, sdk }: { environmentId?: string | null; sdk?: string | null },
): Promise<FlagSnapshotRead> {
  const place = await flagPlace(ctx, "flags:read", environmentId);
  if (sdk) await noteSource(ctx, sdk);
  // Fresh: the cursor was taken before, and must not lie behind a change that the snapshot lacks.
  const { snapshot } = await snapshotCache(ctx.app).get(place, true);
  return { snapshot, cursor: encodeCursor(ctx.memo.get(startPosition) as number) };
}
