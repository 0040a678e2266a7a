import type { Db } from "@plumbline/db";
import { flagDeltas, flagEnvironments, flagSegments, flags } from "@plumbline/db/schema";
import type { FlagDefinition, Segment, Snapshot, SnapshotDelta } from "@plumbline/sdk/flags";
import { diffSnapshots } from "@plumbline/sdk/flags/authoring";
import { and, eq, inArray } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { FlagRevision } from "../flag-refs.ts";
import { authorizeGuarding } from "../platform/authorize-guarding.ts";
import { isPlatformKey } from "../platform/platform-key.ts";
import type { AppliedChange, FlagChangeEvent } from "./applied-change.ts";
import { applyChange } from "./apply-change.ts";
import { checkDefinitions, checkSegment } from "./check-definitions.ts";
import { checkPatternWays } from "./check-pattern-ways.ts";
import { checkVariants } from "./check-variants.ts";
import type { FlagChange } from "./flag-change.ts";
import { loadDefinitions, loadSegments } from "./load-definitions.ts";
import { type LockedEnvironment, lockEnvironments } from "./lock-environments.ts";
import { lockFlags } from "./own-rows.ts";
import { refuseOtherEnvironment } from "./refuse-other-environment.ts";
import { refuseUnapproved } from "./refuse-unapproved.ts";
import { type RaisedVersion, writeHistory } from "./write-history.ts";

export interface ChangeFlagsOptions {
  workspaceId: string;
  /** Written in this order; all of them or none. */
  changes: readonly FlagChange[];
  /** Why, for everybody who looks later; null where nobody was asked. */
  reason: string | null;
  /** How the changes are recorded. Default: what fits each change. */
  event?: FlagChangeEvent;
  /**
   * True when a second member has agreed to it already, or where waiting for one would do harm: a kill, an expired override, a
   * guard's rollback. Default false: environments that require approval refuse it.
   */
  approved?: boolean;
}

/** What came of one change. */
export interface FlagChangeOutcome {
  /** Null for what is there no more. */
  revision: FlagRevision | null;
  flagId: string | null;
  segmentId: string | null;
}

/**
 * The one way to change flags and segments. Takes the environments' locks, writes, checks the flags that come of it, and then
 * writes for each change a revision and an event, and for each environment that answers differently one version more with what
 * leads to it. What changes nothing leaves no trace.
 * @throws InvalidInputError with the path and the rule of what cannot be evaluated
 * @throws ConflictError when `expectedVersion` was overtaken: it says by whom and by what
 * @throws ForbiddenError for one of Plumbline's own flags that guard what others do, without `guarding_flags:write`
 * @throws PreconditionError when an environment requires approval, or something is archived
 */
export async function changeFlags(
  tx: Db,
  ctx: Context,
  options: ChangeFlagsOptions,
): Promise<(FlagChangeOutcome | null)[]> {
  const { workspaceId, changes, reason, event, approved = false } = options;
  const environmentIds = environmentsOf(changes);
  refuseOtherEnvironment(ctx, environmentIds);
  const environments = await lockEnvironments(tx, workspaceId, environmentIds);
  const flagIds = [...new Set(changes.flatMap((change) => ("flagId" in change ? [change.flagId] : [])))];
  await lockFlags(tx, workspaceId, flagIds);
  const scope = { workspaceId, environments };
  const before = await readState(tx, scope, flagIds);
  const applied: (AppliedChange | null)[] = [];
  for (const change of changes) applied.push(await applyChange(tx, ctx, workspaceId, change));
  const written = applied.filter((one) => one !== null);
  if (written.length === 0) return applied.map(() => null);
  const touched = [...new Set([...flagIds, ...written.flatMap(({ flagId }) => flagId ?? [])])];
  const after = await readState(tx, scope, touched);
  await checkRows(tx, workspaceId, written);
  const named = changes.length > 1 || written.some(({ environmentId }) => environmentId === null);
  for (const environment of environments) {
    const changed = after.definitions.get(environment.id) ?? [];
    const check = environment.archived ? checkPatternWays : checkDefinitions;
    await check(tx, { workspaceId, environment, changed, segments: after.segments, named });
  }
  const raised = await raiseVersions(tx, ctx, scope, { before, after, approved, changes });
  const byId = new Map(raised.map((one) => [one.id, one]));
  const now = environments.filter(({ archived }) => !archived).map((one) => byId.get(one.id) ?? one);
  const outcomes: (FlagChangeOutcome | null)[] = [];
  for (const one of applied) {
    if (!one) {
      outcomes.push(null);
      continue;
    }
    const revision = await writeHistory(tx, ctx, one, { workspaceId, environments: now, raised, reason, event });
    outcomes.push({ revision, flagId: one.flagId, segmentId: one.segmentId });
  }
  return outcomes;
}

/** Null for a change that holds everywhere: it takes the locks of all environments that it could change. */
function environmentsOf(changes: readonly FlagChange[]): string[] | null {
  const ids: string[] = [];
  for (const change of changes) {
    if (!("environmentId" in change)) return null;
    ids.push(change.environmentId);
  }
  return [...new Set(ids)];
}

interface Scope {
  workspaceId: string;
  environments: readonly LockedEnvironment[];
}

interface State {
  definitions: Map<string, FlagDefinition[]>;
  segments: Segment[];
}

async function readState(tx: Db, { workspaceId, environments }: Scope, flagIds: readonly string[]): Promise<State> {
  const environmentIds = environments.map(({ id }) => id);
  return {
    definitions: await loadDefinitions(tx, { workspaceId, environmentIds, platform: "with", flags: { ids: flagIds } }),
    segments: await loadSegments(tx, workspaceId),
  };
}

/** What holds everywhere, checked once and not for each environment. */
async function checkRows(tx: Db, workspaceId: string, written: readonly AppliedChange[]): Promise<void> {
  const everywhere = written.filter(({ environmentId, after }) => environmentId === null && after);
  const flagIds = everywhere.flatMap(({ flagId }) => flagId ?? []);
  const segmentIds = everywhere.flatMap(({ segmentId }) => segmentId ?? []);
  if (flagIds.length > 0)
    for (const flag of await tx
      .select()
      .from(flags)
      .where(and(eq(flags.workspaceId, workspaceId), inArray(flags.id, flagIds))))
      checkVariants(flag);
  if (segmentIds.length > 0)
    for (const segment of await tx
      .select()
      .from(flagSegments)
      .where(and(eq(flagSegments.workspaceId, workspaceId), inArray(flagSegments.id, segmentIds))))
      checkSegment(segment);
}

interface Difference {
  before: State;
  after: State;
  approved: boolean;
  changes: readonly FlagChange[];
}

/** Keeps what leads to the next version of each environment that answers differently. */
async function raiseVersions(
  tx: Db,
  ctx: Context,
  { workspaceId, environments }: Scope,
  { before, after, approved, changes }: Difference,
): Promise<RaisedVersion[]> {
  const raised: RaisedVersion[] = [];
  for (const { id, key, version: fromVersion, requiresApproval, archived } of environments) {
    const version = fromVersion + 1;
    const at = ({ definitions, segments }: State, of: number): Snapshot => ({
      version: of,
      environment: key,
      flags: definitions.get(id) ?? [],
      segments,
    });
    const whole = diffSnapshots(at(before, fromVersion), at(after, version));
    if (isEmpty(whole)) continue;
    await authorizeGuarding(tx, ctx, { workspaceId, environmentId: id, delta: whole });
    if (requiresApproval && !approved) refuseUnapproved(archived ? `${key} (archived)` : key, whole, changes);
    // Restoring it raises its version, and everybody reads it anew.
    if (archived) continue;
    const delta = withoutPlatform(whole);
    if (isEmpty(delta)) continue;
    const now = ctx.app.clock.now();
    await tx.insert(flagDeltas).values({ workspaceId, environmentId: id, version, delta, createdAt: now });
    await tx
      .update(flagEnvironments)
      .set({ version, updatedAt: now })
      .where(and(eq(flagEnvironments.workspaceId, workspaceId), eq(flagEnvironments.environmentId, id)));
    raised.push({ id, key, version });
  }
  return raised;
}

function isEmpty({ upserts, removals }: SnapshotDelta): boolean {
  return [upserts.flags, upserts.segments, removals.flags, removals.segments].every((part) => part.length === 0);
}

/** Plumbline's own flags are evaluated here only; the workspace's software is not told of them. */
function withoutPlatform({ upserts, removals, ...versions }: SnapshotDelta): SnapshotDelta {
  return {
    ...versions,
    upserts: { ...upserts, flags: upserts.flags.filter(({ key }) => !isPlatformKey(key)) },
    removals: { ...removals, flags: removals.flags.filter((key) => !isPlatformKey(key)) },
  };
}
