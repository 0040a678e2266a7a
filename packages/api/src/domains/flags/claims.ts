import { flagSources } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { authorize } from "../../service/authorize.ts";
import { defineClaims } from "../../service/define-claims.ts";
import { loadEnvironment } from "../tenants/index.ts";
import { sourceClaim } from "./exposure/source-claim.ts";

/** Every SDK that was ever connected claims that it evaluates flags. */
export const flagSourceClaims = defineClaims({
  name: "flag_sources",
  async list(ctx, workspaceId) {
    await authorize(ctx, workspaceId, "readiness:read");
    const rows = await ctx.reads.workspace(workspaceId, (db) =>
      db.select().from(flagSources).where(eq(flagSources.workspaceId, workspaceId)).orderBy(flagSources.id).limit(200),
    );
    const now = ctx.app.clock.now();
    return await Promise.all(
      rows.map(async (row) => {
        const environment = await loadEnvironment(ctx, workspaceId, row.environmentId);
        return sourceClaim(row, environment?.name ?? "its environment", now);
      }),
    );
  },
});
