import { flagSources } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { keyset } from "../../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../../graphql/paginate.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { seenHere } from "../seen-here.ts";

/** One row of `flag_sources`. */
export type FlagSource = typeof flagSources.$inferSelect;

/** What evaluates flags, the newest first. An API key sees those of its own environment. @param environmentId null for all environments */
export async function listFlagSources(
  ctx: Context,
  workspaceId: string,
  { environmentId, ...args }: PageArgs & { environmentId?: string | null },
) {
  await authorize(ctx, workspaceId, "flags:read");
  return await paginate(
    args,
    (row: FlagSource) => row.id,
    (request) => {
      const { where, orderBy } = keyset(flagSources.id, request);
      const own = environmentId ? eq(flagSources.environmentId, environmentId) : undefined;
      return ctx.reads.workspace(workspaceId, (db) =>
        db
          .select()
          .from(flagSources)
          .where(and(eq(flagSources.workspaceId, workspaceId), own, seenHere(ctx, flagSources.environmentId), where))
          .orderBy(orderBy)
          .limit(request.limit),
      );
    },
  );
}
