import type { Context } from "../../service/context.ts";
import { encodeCursor, startPosition } from "../../subscriptions/cursor.ts";
import { loadTenant, type Tenant } from "../workspaces/index.ts";

/** What an embed token opens, with the place in the log at which the rest of the answer is at least as new. */
export interface EmbedSession {
  workspaceId: string;
  tenant: Tenant;
  component: string;
  subject: string | null;
  expiresAt: Date;
  cursor: string;
}

/** The session of the embed token that asks, or null for anybody else and once its tenant is gone. */
export async function loadEmbedSession(ctx: Context): Promise<EmbedSession | null> {
  const { actor } = ctx;
  if (actor.type !== "embed") return null;
  const { workspaceId, tenantId, component, subject, expiresAt } = actor;
  const tenant = await loadTenant(ctx, workspaceId, tenantId);
  if (!tenant) return null;
  const cursor = encodeCursor(ctx.memo.get(startPosition) as number);
  return { workspaceId, tenant, component, subject, expiresAt, cursor };
}
