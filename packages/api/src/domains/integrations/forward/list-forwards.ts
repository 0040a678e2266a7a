import { forwardAttempts, forwards } from "@plumbline/db/schema";
import { and, asc, eq } from "drizzle-orm";
import { keyset } from "../../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../../graphql/paginate.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";

/** A signal on its way to an integration. */
export type Forward = typeof forwards.$inferSelect;
/** One attempt at it. */
export type ForwardAttempt = typeof forwardAttempts.$inferSelect;

/** A page of what was handed on to one integration, the newest first. */
export async function listForwards(
  ctx: Context,
  { workspaceId, id }: { workspaceId: string; id: string },
  args: PageArgs,
) {
  await authorize(ctx, workspaceId, "integrations:read");
  return await paginate<Forward>(
    args,
    (row) => row.id,
    async (page) => {
      const { where, orderBy } = keyset(forwards.id, page);
      const own = and(eq(forwards.workspaceId, workspaceId), eq(forwards.integrationId, id));
      return await ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(forwards).where(and(own, where)).orderBy(orderBy).limit(page.limit),
      );
    },
  );
}

/** The attempts of one forward, the first first; at most six. */
export async function listForwardAttempts(ctx: Context, { workspaceId, id }: Forward): Promise<ForwardAttempt[]> {
  await authorize(ctx, workspaceId, "integrations:read");
  return await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(forwardAttempts)
      .where(and(eq(forwardAttempts.workspaceId, workspaceId), eq(forwardAttempts.forwardId, id)))
      .orderBy(asc(forwardAttempts.number)),
  );
}
