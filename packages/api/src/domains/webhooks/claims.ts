import { webhookEndpoints } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { type Claim, defineClaims } from "../../service/define-claims.ts";
import { endpointClaim } from "./endpoint-claim.ts";

/** Every endpoint claims that what happens reaches it. */
export const webhookClaims = defineClaims({
  name: "webhooks",
  async list(ctx, workspaceId): Promise<Claim[]> {
    const endpoints = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(webhookEndpoints)
        .where(and(eq(webhookEndpoints.workspaceId, workspaceId), isNull(webhookEndpoints.deletedAt)))
        .orderBy(webhookEndpoints.id),
    );
    return endpoints.map(endpointClaim);
  },
});
