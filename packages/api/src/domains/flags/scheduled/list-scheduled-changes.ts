import { flagScheduledChanges } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import type { FlagScheduledChange } from "../flag-refs.ts";
import { seenHere } from "../seen-here.ts";

/** Which scheduled changes; what is left out does not narrow. */
export interface FlagScheduledChangeFilter {
  state?: { in?: FlagScheduledChange["state"][] | null } | null;
  flagId?: string | null;
}

/** What waits for its time, and what became of it; the newest first. An API key sees what is of its environment, or of all. */
export async function listScheduledChanges(
  ctx: Context,
  workspaceId: string,
  page: PageArgs,
  { state, flagId }: FlagScheduledChangeFilter,
) {
  const where = and(
    seenHere(ctx, flagScheduledChanges.environmentId),
    state?.in ? inArray(flagScheduledChanges.state, state.in) : undefined,
    flagId ? eq(flagScheduledChanges.flagId, flagId) : undefined,
  );
  return await listRows(ctx, { table: flagScheduledChanges, workspaceId, permission: "flags:read", page, where });
}
