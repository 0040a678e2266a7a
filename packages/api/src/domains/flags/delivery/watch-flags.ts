import { flagDeltas } from "@plumbline/db/schema";
import type { SnapshotDelta } from "@plumbline/sdk/flags";
import { and, eq } from "drizzle-orm";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { EventSource } from "../../../subscriptions/event-source.ts";
import { flagPlace } from "./flag-place.ts";

export interface WatchFlagsOptions {
  /** A key may leave it out. */
  environmentId?: string | null | undefined;
  after?: string | null | undefined;
}

/** After these an environment's snapshot is another one, and no delta leads there. */
const renewing = ["environment.updated", "environment.archived", "environment.restored"];

/** Changes of an environment's flags as they happen. @throws UnauthenticatedError @throws NotFoundError */
export async function watchFlags(ctx: Context, { environmentId, after }: WatchFlagsOptions): Promise<EventSource> {
  const place = await flagPlace(ctx, "flags:read", environmentId);
  return new EventSource({
    workspaceId: place.workspaceId,
    permission: "flags:read",
    after: after ?? null,
    types: null,
    matches: (event) =>
      versionIn(event, place.environmentId) !== null ||
      (renewing.includes(event.type) && event.subjectId === place.environmentId),
  });
}

/** What an event changed in an environment: the version that it led to, and the delta; null when it cannot be told as one. */
export interface FlagChangeTold {
  event: RecordedEvent;
  version: number | null;
  delta: SnapshotDelta | null;
}

/** Finds the delta of an event that `watchFlags` let through. */
export async function loadFlagChange(
  ctx: Context,
  event: RecordedEvent,
  environmentId: string | null,
): Promise<FlagChangeTold> {
  const place = await flagPlace(ctx, "flags:read", environmentId);
  const version = versionIn(event, place.environmentId);
  if (version === null) return { event, version, delta: null };
  const [row] = await ctx.reads.workspace(place.workspaceId, (db) =>
    db
      .select({ delta: flagDeltas.delta })
      .from(flagDeltas)
      .where(
        and(
          eq(flagDeltas.workspaceId, place.workspaceId),
          eq(flagDeltas.environmentId, place.environmentId),
          eq(flagDeltas.version, version),
        ),
      ),
  );
  return { event, version, delta: row?.delta ?? null };
}

/** Every event that changes flags names the environments whose snapshots it changed. */
function versionIn({ data }: RecordedEvent, environmentId: string): number | null {
  const changed = Array.isArray(data.environments) ? (data.environments as { id?: unknown; version?: unknown }[]) : [];
  const version = changed.find(({ id }) => id === environmentId)?.version;
  return typeof version === "number" ? version : null;
}
