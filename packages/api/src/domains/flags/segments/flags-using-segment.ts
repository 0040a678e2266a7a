import type { Db } from "@plumbline/db";
import { flagConfigurations, flags } from "@plumbline/db/schema";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Flag } from "../flag-refs.ts";

/** Flags with a rule, in any environment, that names the segment. */
export async function flagsUsingSegment(db: Db, workspaceId: string, key: string): Promise<Flag[]> {
  const names = sql`jsonb_path_exists(${flagConfigurations.rules}, '$[*].conditions[*].segment ? (@ == $key)',
    jsonb_build_object('key', ${key}::text))`;
  const rows = await db
    .selectDistinctOn([flags.key], { flag: flags })
    .from(flagConfigurations)
    .innerJoin(flags, and(eq(flags.workspaceId, workspaceId), eq(flags.id, flagConfigurations.flagId)))
    .where(and(eq(flagConfigurations.workspaceId, workspaceId), names))
    .orderBy(asc(flags.key));
  return rows.map(({ flag }) => flag);
}
