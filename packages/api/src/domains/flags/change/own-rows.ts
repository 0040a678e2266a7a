import type { Db } from "@plumbline/db";
import { flagConfigurations, flagSegments, flags } from "@plumbline/db/schema";
import { and, asc, eq, inArray } from "drizzle-orm";
import { PreconditionError } from "../../../service/errors.ts";
import { unknownRow } from "../../workspaces/index.ts";
import type { Flag, FlagConfiguration, FlagSegment } from "../flag-refs.ts";

/** The clause for one flag. */
export function ownFlag(workspaceId: string, id: string) {
  return and(eq(flags.workspaceId, workspaceId), eq(flags.id, id));
}

/** The clause for one segment. */
export function ownSegment(workspaceId: string, id: string) {
  return and(eq(flagSegments.workspaceId, workspaceId), eq(flagSegments.id, id));
}

/** The clause for what one flag does in one environment. */
export function ownConfiguration(workspaceId: string, flagId: string, environmentId: string) {
  return and(
    eq(flagConfigurations.workspaceId, workspaceId),
    eq(flagConfigurations.flagId, flagId),
    eq(flagConfigurations.environmentId, environmentId),
  );
}

/** Takes the locks of several flags, in one order: two changes of different environments may name the same flags. */
export async function lockFlags(tx: Db, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const found = await tx
    .select({ id: flags.id })
    .from(flags)
    .where(and(eq(flags.workspaceId, workspaceId), inArray(flags.id, [...ids])))
    .orderBy(asc(flags.id))
    .for("no key update");
  if (found.length < new Set(ids).size) throw unknownRow("flag");
}

/** @throws NotFoundError when it is not there */
export async function requireFlag(db: Db, workspaceId: string, id: string): Promise<Flag> {
  const [flag] = await db.select().from(flags).where(ownFlag(workspaceId, id));
  if (!flag) throw unknownRow("flag");
  return flag;
}

/** @throws PreconditionError when it is archived: what it does would be seen nowhere */
export function refuseArchivedFlag({ key, state }: Flag): void {
  if (state === "archived") throw new PreconditionError(`The flag ${key} is archived.`, "Restore it, then change it.");
}

/** @throws NotFoundError when the flag or the environment is not there */
export async function requireConfiguration(
  db: Db,
  workspaceId: string,
  flagId: string,
  environmentId: string,
): Promise<FlagConfiguration> {
  const [row] = await db
    .select()
    .from(flagConfigurations)
    .where(ownConfiguration(workspaceId, flagId, environmentId));
  if (!row) throw unknownRow("flag or environment");
  return row;
}

/** @throws NotFoundError when it is not there */
export async function requireSegment(db: Db, workspaceId: string, id: string): Promise<FlagSegment> {
  const [segment] = await db.select().from(flagSegments).where(ownSegment(workspaceId, id));
  if (!segment) throw unknownRow("segment");
  return segment;
}
