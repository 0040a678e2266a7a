import { apiKeys, logSources } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { type Claim, defineClaims } from "../../service/define-claims.ts";
import { sourceClaim } from "./sources/source-claim.ts";

/** Every service that delivered logs claims that it still does, while the key by which it did is good. */
export const logClaims = defineClaims({
  name: "logs",
  async list(ctx, workspaceId): Promise<Claim[]> {
    const sources = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select({ source: logSources, keyName: apiKeys.name })
        .from(logSources)
        .innerJoin(apiKeys, and(eq(apiKeys.workspaceId, logSources.workspaceId), eq(apiKeys.id, logSources.apiKeyId)))
        .where(and(eq(logSources.workspaceId, workspaceId), isNull(apiKeys.revokedAt)))
        .orderBy(logSources.id),
    );
    const now = ctx.app.clock.now();
    return sources.map(({ source, keyName }) => sourceClaim({ ...source, keyName }, now));
  },
});
