import type { Db } from "@plumbline/db";
import { flagConfigurations, flags } from "@plumbline/db/schema";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import { PreconditionError } from "../../../service/errors.ts";
import type { Flag } from "../flag-refs.ts";

/** @throws PreconditionError while a flag in use has this one as a prerequisite in some environment: it says which */
export async function refuseNeeded(tx: Db, { workspaceId, key }: Flag): Promise<void> {
  const others = await tx
    .selectDistinct({ key: flags.key })
    .from(flagConfigurations)
    .innerJoin(flags, and(eq(flags.workspaceId, workspaceId), eq(flags.id, flagConfigurations.flagId)))
    .where(
      and(
        eq(flagConfigurations.workspaceId, workspaceId),
        ne(flags.state, "archived"),
        sql`${flagConfigurations.prerequisites} @> ${JSON.stringify([{ flag: key }])}::jsonb`,
      ),
    )
    .orderBy(asc(flags.key));
  if (others.length === 0) return;
  throw new PreconditionError(
    `The flag ${key} is a prerequisite of ${others.map((other) => other.key).join(", ")}.`,
    "Take it out of their prerequisites first.",
  );
}
