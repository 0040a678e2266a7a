import { reconciliations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { keyset } from "../../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../../graphql/paginate.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import type { Reconciliation } from "./reconcile-integration.ts";

/** A page of an integration's comparisons with its provider, the newest first. */
export async function listReconciliations(
  ctx: Context,
  { workspaceId, id }: { workspaceId: string; id: string },
  args: PageArgs,
) {
  await authorize(ctx, workspaceId, "integrations:read");
  return await paginate<Reconciliation>(
    args,
    (row) => row.id,
    async (page) => {
      const { where, orderBy } = keyset(reconciliations.id, page);
      const own = and(eq(reconciliations.workspaceId, workspaceId), eq(reconciliations.integrationId, id));
      return await ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(reconciliations).where(and(own, where)).orderBy(orderBy).limit(page.limit),
      );
    },
  );
}
