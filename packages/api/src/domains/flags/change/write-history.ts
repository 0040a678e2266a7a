import type { Db } from "@plumbline/db";
import { flagRevisions } from "@plumbline/db/schema";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import type { FlagRevision } from "../flag-refs.ts";
import type { AppliedChange, FlagChangeEvent } from "./applied-change.ts";
import { changedPaths } from "./changed-paths.ts";

/** An environment whose snapshot has changed. */
export interface RaisedVersion {
  id: string;
  key: string;
  version: number;
}

export interface WriteHistoryOptions {
  workspaceId: string;
  /** Environments of the change, by their id. */
  environments: readonly RaisedVersion[];
  raised: readonly RaisedVersion[];
  reason: string | null;
  /** Default: the one that fits the change. */
  event?: FlagChangeEvent | undefined;
}

/** Records what was changed: the event, and the revision that can be compared and gone back to. A removed segment has none. */
export async function writeHistory(
  tx: Db,
  ctx: Context,
  applied: AppliedChange,
  { workspaceId, environments, raised, reason, event = applied.event }: WriteHistoryOptions,
): Promise<FlagRevision | null> {
  const { flagId, segmentId, environmentId, before, after, number } = applied;
  const environment = environments.find(({ id }) => id === environmentId);
  const changed = before && after ? changedPaths(before, after) : [];
  const data = {
    key: applied.key,
    name: applied.name,
    environmentId,
    environment: environment?.key ?? null,
    version: environment?.version ?? null,
    environments: raised.map(({ id, key, version }) => ({ id, key, version })),
    revision: number,
    fields: changed,
    reason,
  };
  const tops = new Set(changed.map((path) => path.split(/[.[]/)[0]));
  const part = (whole: Record<string, unknown> | null) =>
    whole && Object.fromEntries(Object.entries(whole).filter(([name]) => !before || !after || tops.has(name)));
  const recorded = await recordEvent(tx, ctx, event, {
    workspaceId,
    subjectId: flagId ?? segmentId ?? "",
    tenantId: applied.tenantId,
    data,
    ...(before ? { before: part(before) ?? {} } : {}),
    ...(after ? { after: part(after) ?? {} } : {}),
  });
  if (!after) return null;
  const own = { workspaceId, flagId, segmentId, environmentId, number, reason, changed, before, after };
  const createdAt = ctx.app.clock.now();
  const [revision] = await tx
    .insert(flagRevisions)
    .values({ ...own, what: event.type, ...describeActor(ctx.actor), eventId: recorded.id, createdAt })
    .returning();
  return revision as FlagRevision;
}
