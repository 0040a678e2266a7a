import { flagChangeRequests } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import type { FlagChangeRequest } from "../flag-refs.ts";
import { seenHere } from "../seen-here.ts";

/** Which requests; what is left out does not narrow. */
export interface FlagChangeRequestFilter {
  state?: { in?: FlagChangeRequest["state"][] | null } | null;
  flagId?: string | null;
}

/** What was asked for, the newest first. An API key sees what is of its environment, or of all. */
export async function listChangeRequests(
  ctx: Context,
  workspaceId: string,
  page: PageArgs,
  { state, flagId }: FlagChangeRequestFilter,
) {
  const where = and(
    seenHere(ctx, flagChangeRequests.environmentId),
    state?.in ? inArray(flagChangeRequests.state, state.in) : undefined,
    flagId ? eq(flagChangeRequests.flagId, flagId) : undefined,
  );
  return await listRows(ctx, { table: flagChangeRequests, workspaceId, permission: "flags:read", page, where });
}
