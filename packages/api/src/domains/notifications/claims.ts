import { channels } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { authorize } from "../../service/authorize.ts";
import { type Claim, defineClaims } from "../../service/define-claims.ts";
import { channelClaim } from "./channel-claim.ts";

/** Every channel of the workspace claims that messages reach its far side. A muted one promises nothing. */
export const channelClaims = defineClaims({
  name: "channels",
  async list(ctx, workspaceId): Promise<Claim[]> {
    const access = await authorize(ctx, workspaceId, "readiness:read");
    const rows = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(channels)
        .where(
          and(
            eq(channels.workspaceId, workspaceId),
            isNull(channels.userId),
            isNull(channels.deletedAt),
            isNull(channels.mutedAt),
            access.tenantId ? eq(channels.tenantId, access.tenantId) : undefined,
          ),
        )
        .orderBy(channels.id),
    );
    const now = ctx.app.clock.now();
    return rows.map((row) => channelClaim(row, now));
  },
});
