import { apiKeys } from "@plumbline/db/schema";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../list-rows.ts";
import type { ApiKey } from "./api-key-ref.ts";

/** API keys of the workspace, the newest first. */
export async function listApiKeys(
  ctx: Context,
  workspaceId: string,
  page: PageArgs,
  filter: { active?: boolean | null; environmentId?: string | null },
) {
  const where = and(
    filter.active ? isActive(ctx.app.clock.now()) : undefined,
    filter.environmentId ? eq(apiKeys.environmentId, filter.environmentId) : undefined,
  );
  return await listRows(ctx, { table: apiKeys, workspaceId, permission: "api_keys:read", page, where });
}

function isActive(now: Date) {
  return and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)));
}

/** Where a key stands. */
export type ApiKeyState = "active" | "expired" | "revoked";

/** Where a key stands at a moment. One that was rotated works until its overlap ends. */
export function apiKeyState(key: ApiKey, now: Date): ApiKeyState {
  if (key.revokedAt) return "revoked";
  return key.expiresAt && key.expiresAt <= now ? "expired" : "active";
}
