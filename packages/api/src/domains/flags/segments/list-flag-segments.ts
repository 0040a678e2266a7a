import { flagSegments } from "@plumbline/db/schema";
import { ilike, or } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import type { Flag, FlagSegment } from "../flag-refs.ts";
import { flagsUsingSegment } from "./flags-using-segment.ts";

/** Segments of the workspace, the newest first. */
export async function listFlagSegments(
  ctx: Context,
  workspaceId: string,
  page: PageArgs,
  { search }: { search?: string | null },
) {
  const like = `%${(search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const where = search ? or(ilike(flagSegments.key, like), ilike(flagSegments.name, like)) : undefined;
  return await listRows(ctx, { table: flagSegments, workspaceId, permission: "flags:read", page, where });
}

/** Flags whose rules name the segment, for a resolver whose parent was authorized. */
export async function loadSegmentUses(ctx: Context, { workspaceId, key }: FlagSegment): Promise<Flag[]> {
  return await ctx.reads.workspace(workspaceId, (db) => flagsUsingSegment(db, workspaceId, key));
}
