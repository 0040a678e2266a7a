import { eq, isNull, or, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Context } from "../../service/context.ts";
import { ownEnvironment } from "../../service/own-environment.ts";

/** Rows that the actor sees by their environment: an API key those of its own, and those that hold everywhere; others all. */
export function seenHere(ctx: Context, environmentId: PgColumn): SQL | undefined {
  const only = ownEnvironment(ctx);
  return only ? or(eq(environmentId, only), isNull(environmentId)) : undefined;
}
