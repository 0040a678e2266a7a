import { apiKeys } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../authorize-row.ts";
import { credentialCaches, forgetCredential } from "../credential-caches.ts";
import { apiKeyRevoked } from "../events.ts";
import type { ApiKey } from "./api-key-ref.ts";
import { lockApiKey } from "./lock-api-key.ts";

export const revokeApiKeyInput = z.object({ apiKeyId: z.uuid() });

export type RevokeApiKeyInput = z.input<typeof revokeApiKeyInput>;

/**
 * Revokes a key. This process refuses it at once, the others within a moment; the embed tokens that it minted end with it.
 * @throws PreconditionError for a key that has ended already
 */
export async function revokeApiKey(ctx: Context, input: RevokeApiKeyInput): Promise<ApiKey> {
  const wish = parseInput(revokeApiKeyInput, input);
  const { apiKeyId: id } = wish;
  const permission = "api_keys:write";
  const workspaceId = await authorizeRow(ctx, { table: apiKeys, id, permission, noun: "API key" });
  const revoked = await transact(ctx, { workspaceId, verb: "revokeApiKey", input: wish }, async (tx) => {
    const { name, kind, start } = await lockApiKey(ctx, tx, workspaceId, id);
    const revokedAt = ctx.app.clock.now();
    const [apiKey] = await tx
      .update(apiKeys)
      .set({ revokedAt })
      .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id)))
      .returning();
    await recordEvent(tx, ctx, apiKeyRevoked, {
      workspaceId,
      subjectId: id,
      data: { name, kind, start },
      before: { revokedAt: null },
      after: { revokedAt: revokedAt.toISOString() },
    });
    return apiKey as ApiKey;
  });
  forgetCredential(credentialCaches(ctx.app), id);
  return revoked;
}
