import type { Db } from "@plumbline/db";
import { errorCounts, errorFacets } from "@plumbline/db/schema";
import { sql } from "drizzle-orm";
import type { Seen, Tally } from "./tally-errors.ts";

/** Rows of one statement: Postgres takes 65,535 parameters. */
const mostRows = 2000;
const hourMs = 3_600_000;

/** Adds what a batch holds to the patterns, their steps of time, their tenants, releases and environments. */
export async function countPatterns(tx: Db, workspaceId: string, tallies: readonly Tally[]): Promise<void> {
  const sums = tallies.map(({ signature, count, first, last, newest }) => ({
    id: signature,
    count,
    first: new Date(first).toISOString(),
    last: new Date(last).toISOString(),
    seq: newest.seq,
  }));
  await tx.execute(sql`
    update error_patterns p set count = p.count + v.count, first_seen_at = least(p.first_seen_at, v.first),
      last_seen_at = greatest(p.last_seen_at, v.last), newest_seq = greatest(p.newest_seq, v.seq)
    from jsonb_to_recordset(${JSON.stringify(sums)}::text::jsonb) as v(id uuid, count bigint, first timestamptz, last timestamptz, seq bigint)
    where p.workspace_id = ${workspaceId} and p.id = v.id`);
  await addSteps(tx, workspaceId, tallies);
  await addFacets(tx, workspaceId, tallies);
}

async function addSteps(tx: Db, workspaceId: string, tallies: readonly Tally[]): Promise<void> {
  const rows = tallies.flatMap(({ signature: patternId, minutes }) => {
    const hours = new Map<number, number>();
    for (const [minute, count] of minutes) {
      const hour = Math.floor(minute / hourMs) * hourMs;
      hours.set(hour, (hours.get(hour) ?? 0) + count);
    }
    const row = (step: 1 | 60, [at, count]: [number, number]) => ({
      workspaceId,
      patternId,
      step,
      at: new Date(at),
      count,
    });
    return [...[...minutes].map((each) => row(1, each)), ...[...hours].map((each) => row(60, each))];
  });
  for (let at = 0; at < rows.length; at += mostRows) {
    await tx
      .insert(errorCounts)
      .values(rows.slice(at, at + mostRows))
      .onConflictDoUpdate({
        target: [errorCounts.workspaceId, errorCounts.step, errorCounts.patternId, errorCounts.at],
        set: { count: sql`${errorCounts.count} + excluded.count` },
      });
  }
}

async function addFacets(tx: Db, workspaceId: string, tallies: readonly Tally[]): Promise<void> {
  const rows = tallies.flatMap(({ signature: patternId, tenants, releases, environments }) => {
    const row = (kind: "tenant" | "release" | "environment", [value, seen]: [string, Seen]) => ({
      workspaceId,
      patternId,
      kind,
      value,
      count: seen.count,
      firstSeenAt: new Date(seen.first),
      lastSeenAt: new Date(seen.last),
      lastArrivedAt: new Date(seen.arrived),
    });
    return [
      ...[...tenants].map((each) => row("tenant", each)),
      ...[...releases].map((each) => row("release", each)),
      ...[...environments].map((each) => row("environment", each)),
    ];
  });
  for (let at = 0; at < rows.length; at += mostRows) {
    await tx
      .insert(errorFacets)
      .values(rows.slice(at, at + mostRows))
      .onConflictDoUpdate({
        target: [errorFacets.workspaceId, errorFacets.patternId, errorFacets.kind, errorFacets.value],
        set: {
          count: sql`${errorFacets.count} + excluded.count`,
          firstSeenAt: sql`least(${errorFacets.firstSeenAt}, excluded.first_seen_at)`,
          lastSeenAt: sql`greatest(${errorFacets.lastSeenAt}, excluded.last_seen_at)`,
          lastArrivedAt: sql`greatest(${errorFacets.lastArrivedAt}, excluded.last_arrived_at)`,
        },
      });
  }
}
