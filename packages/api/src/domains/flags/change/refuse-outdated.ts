import type { Db } from "@plumbline/db";
import { flagRevisions } from "@plumbline/db/schema";
import { and, desc, eq, gt, inArray, isNull, type SQL } from "drizzle-orm";
import { ConflictError } from "../../../service/errors.ts";
import type { Flag, FlagConfiguration, FlagRevision, FlagSegment } from "../flag-refs.ts";

/** Optimistic concurrency: nobody overwrites what they have not seen. Each refusal says who changed what. */

/** @throws ConflictError when the flag was changed everywhere after the revision that the maker of the change saw */
export async function refuseOutdatedFlag(tx: Db, flag: Flag, expected: number | undefined): Promise<void> {
  if (expected === undefined || flag.revision <= expected) return;
  const since = await newestRevisions(
    tx,
    flag.workspaceId,
    and(eq(flagRevisions.flagId, flag.id), isNull(flagRevisions.environmentId), gt(flagRevisions.number, expected)),
    10,
  );
  if (since.length > 0) throw outdated(`The flag ${flag.key}`, since);
}

/** @throws ConflictError when the configuration has another version than the maker of the change saw */
export async function refuseOutdatedConfiguration(
  tx: Db,
  known: FlagConfiguration,
  expected: number | undefined,
): Promise<void> {
  if (expected === undefined || known.version === expected) return;
  const { workspaceId, flagId, environmentId } = known;
  const since = await newestRevisions(
    tx,
    workspaceId,
    and(
      eq(flagRevisions.flagId, flagId),
      eq(flagRevisions.environmentId, environmentId),
      inArray(flagRevisions.what, ["flag.configuration_changed", "flag.killed", "flag.revived"]),
    ),
    Math.max(1, Math.min(10, known.version - expected)),
  );
  throw outdated("What the flag does here", since);
}

/** @throws ConflictError when the segment has another revision than the maker of the change saw */
export async function refuseOutdatedSegment(tx: Db, segment: FlagSegment, expected: number | undefined): Promise<void> {
  if (expected === undefined || segment.revision === expected) return;
  const own = and(eq(flagRevisions.segmentId, segment.id), gt(flagRevisions.number, expected));
  throw outdated(`The segment ${segment.key}`, await newestRevisions(tx, segment.workspaceId, own, 10));
}

async function newestRevisions(tx: Db, workspaceId: string, where: SQL | undefined, limit: number) {
  return await tx
    .select()
    .from(flagRevisions)
    .where(and(eq(flagRevisions.workspaceId, workspaceId), where))
    .orderBy(desc(flagRevisions.number))
    .limit(limit);
}

function outdated(what: string, since: readonly FlagRevision[]): ConflictError {
  const [newest] = since;
  const who = [...new Set(since.map(({ actorName }) => actorName))].join(", ");
  const fields = [...new Set(since.flatMap(({ changed }) => changed))].slice(0, 10).join(", ");
  const how = newest
    ? `${who} changed ${fields || "it"} (revision ${newest.number}, ${newest.createdAt.toISOString()}).`
    : "It has another version now.";
  return new ConflictError(`${what} was changed meanwhile: ${how}`, "Look at the change, then make yours again.");
}
