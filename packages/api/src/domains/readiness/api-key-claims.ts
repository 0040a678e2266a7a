import { apiKeys } from "@plumbline/db/schema";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import { type Claim, defineClaims } from "../../service/define-claims.ts";

/** Days after which a key that nobody used any more is worth a look: unused keys are found by the wrong people first. */
const unusedDays = 90;

/** Every API key claims that something uses it. */
export const apiKeyClaims = defineClaims({
  name: "api_keys",
  async list(ctx, workspaceId): Promise<Claim[]> {
    const now = ctx.app.clock.now();
    const active = and(
      eq(apiKeys.workspaceId, workspaceId),
      isNull(apiKeys.revokedAt),
      or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
    );
    const keys = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select({ id: apiKeys.id, name: apiKeys.name, start: apiKeys.start, lastUsedAt: apiKeys.lastUsedAt })
        .from(apiKeys)
        .where(active)
        .orderBy(apiKeys.id)
        .limit(500),
    );
    return keys.map((key) => keyClaim(key, now));
  },
});

type Key = Pick<typeof apiKeys.$inferSelect, "id" | "name" | "start" | "lastUsedAt">;

function keyClaim({ id, name, start, lastUsedAt }: Key, now: Date): Claim {
  const base = {
    id: `api_key:${id}:used`,
    title: `API key “${name}” is used`,
    proof: lastUsedAt && { what: `A request signed in with ${start}…`, when: lastUsedAt, from: "the API" },
    subject: { type: "api_key", id },
    tenantId: null,
  };
  if (!lastUsedAt) {
    const nextStep = { label: "Use it, or revoke it", href: "api-keys" };
    return { ...base, state: "claimed", reason: "No request has ever used it.", nextStep };
  }
  if (now.getTime() - lastUsedAt.getTime() < unusedDays * 86_400_000)
    return { ...base, state: "proven", reason: null, nextStep: null };
  return {
    ...base,
    state: "stale",
    reason: `Nothing has used it for ${unusedDays} days.`,
    since: new Date(lastUsedAt.getTime() + unusedDays * 86_400_000),
    nextStep: { label: "Revoke it", href: "api-keys" },
  };
}
