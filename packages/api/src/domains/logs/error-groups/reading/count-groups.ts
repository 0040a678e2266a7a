import type { Db } from "@plumbline/db";
import { errorFacets, errorGroups, errorPatterns } from "@plumbline/db/schema";
import { and, asc, eq, inArray, lt } from "drizzle-orm";
import { recordEvent } from "../../../../outbox/record-event.ts";
import type { Context } from "../../../../service/context.ts";
import { errorGroupCounted, errorGroupCreated, errorGroupRegressed, errorGroupUnmuted } from "../error-group-events.ts";
import { errorGroupData } from "../group/error-group-data.ts";
import type { ErrorGroup } from "../group/error-group-ref.ts";
import { openAgain } from "../group/open-again.ts";
import { type Arrival, judgeArrival, type Verdict } from "./arrival-verdict.ts";
import { releaseOf, type Tally } from "./tally-errors.ts";

/** Shortest time between two `error_group.counted` of a group, in milliseconds. */
const countedEveryMs = 60_000;

/** Adds what came to its groups, and says what that means: new, back, loud again. The caller holds the reader's lock. */
export async function countGroups(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  arrived: ReadonlyMap<string, readonly Tally[]>,
  created: ReadonlySet<string>,
): Promise<void> {
  const groups = await tx
    .select()
    .from(errorGroups)
    .where(and(eq(errorGroups.workspaceId, workspaceId), inArray(errorGroups.id, [...arrived.keys()])))
    .orderBy(asc(errorGroups.id))
    .for("update");
  for (const group of groups) {
    await countGroup(tx, ctx, group, arrived.get(group.id) ?? [], created.has(group.id));
  }
}

async function countGroup(tx: Db, ctx: Context, group: ErrorGroup, tallies: readonly Tally[], isNew: boolean) {
  const now = ctx.app.clock.now();
  const arrival = arrivalOf(tallies);
  const known = group.resolvedIn === null ? new Set<string>() : await releasesBefore(tx, group);
  const verdict = judgeArrival(group, arrival, known, now);
  const newest = tallies.reduce((one, other) => (other.newest.seq > one.newest.seq ? other : one)).newest;
  const due = group.countToldAt.getTime() + countedEveryMs <= now.getTime();
  const tellCount = isNew || (verdict.kind === "counted" && group.state === "open" && due);
  const [after] = await tx
    .update(errorGroups)
    .set({
      count: group.count + arrival.count,
      firstSeenAt: new Date(Math.min(group.firstSeenAt.getTime(), ...tallies.map(({ first }) => first))),
      lastSeenAt: new Date(Math.max(group.lastSeenAt.getTime(), arrival.lastAt.getTime())),
      environments: [
        ...new Set([...group.environments, ...tallies.flatMap(({ environments }) => [...environments.keys()])]),
      ],
      newestSeq: Math.max(group.newestSeq, newest.seq),
      severity: Math.max(group.severity, ...tallies.map(({ severity }) => severity)),
      lastRelease: releaseOf(newest) ?? group.lastRelease,
      updatedAt: now,
      ...(tellCount || verdict.kind !== "counted" ? { countToldAt: now } : {}),
      ...(verdict.kind === "counted" ? {} : openAgain),
      ...(verdict.kind === "regressed" ? { regressions: group.regressions + 1, regressedAt: now } : {}),
    })
    .where(and(eq(errorGroups.workspaceId, group.workspaceId), eq(errorGroups.id, group.id)))
    .returning();
  await tell(tx, ctx, { before: group, after: after as ErrorGroup, verdict, isNew, tellCount, tenant: newest.tenant });
}

interface Telling {
  before: ErrorGroup;
  after: ErrorGroup;
  verdict: Verdict;
  isNew: boolean;
  tellCount: boolean;
  tenant: string | null;
}

async function tell(tx: Db, ctx: Context, { before, after, verdict, isNew, tellCount, tenant }: Telling) {
  const about = { workspaceId: after.workspaceId, subjectId: after.id };
  const data = errorGroupData(after, tenant);
  if (isNew) await recordEvent(tx, ctx, errorGroupCreated, { ...about, data });
  else if (verdict.kind === "regressed") {
    const { resolvedBy, resolvedIn } = before;
    await recordEvent(tx, ctx, errorGroupRegressed, {
      ...about,
      data: { ...data, regressions: after.regressions, resolvedBy, resolvedIn },
    });
  } else if (verdict.kind === "unmuted") {
    await recordEvent(tx, ctx, errorGroupUnmuted, { ...about, data: { ...data, because: verdict.because } });
  } else if (tellCount) await recordEvent(tx, ctx, errorGroupCounted, { ...about, data });
}

function arrivalOf(tallies: readonly Tally[]): Arrival {
  return {
    count: tallies.reduce((sum, { count }) => sum + count, 0),
    lastAt: new Date(Math.max(...tallies.map(({ last }) => last))),
    releases: [...new Set(tallies.flatMap(({ releases }) => [...releases.keys()]))],
    unnamed: tallies.some(({ newest }) => releaseOf(newest) === null),
  };
}

async function releasesBefore(tx: Db, { workspaceId, id, resolvedAt }: ErrorGroup): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ value: errorFacets.value })
    .from(errorFacets)
    .innerJoin(
      errorPatterns,
      and(eq(errorPatterns.workspaceId, errorFacets.workspaceId), eq(errorPatterns.id, errorFacets.patternId)),
    )
    .where(
      and(
        eq(errorFacets.workspaceId, workspaceId),
        eq(errorPatterns.groupId, id),
        eq(errorFacets.kind, "release"),
        lt(errorFacets.firstSeenAt, resolvedAt ?? new Date()),
      ),
    );
  return new Set(rows.map(({ value }) => value));
}
