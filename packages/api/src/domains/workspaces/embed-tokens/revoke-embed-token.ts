import { embedTokens } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../authorize-row.ts";
import { credentialCaches, forgetCredential } from "../credential-caches.ts";
import { embedTokenRevoked } from "../events.ts";
import type { EmbedToken } from "./embed-token-ref.ts";

export const revokeEmbedTokenInput = z.object({ embedTokenId: z.uuid() });

export type RevokeEmbedTokenInput = z.input<typeof revokeEmbedTokenInput>;

/**
 * Ends an embed token before its ten minutes are over; its live connections are closed.
 * @throws PreconditionError when it was revoked already
 */
export async function revokeEmbedToken(ctx: Context, input: RevokeEmbedTokenInput): Promise<EmbedToken> {
  const wish = parseInput(revokeEmbedTokenInput, input);
  const { embedTokenId: id } = wish;
  const permission = "embed_tokens:write";
  const workspaceId = await authorizeRow(ctx, { table: embedTokens, id, permission, noun: "embed token" });
  const revoked = await transact(ctx, { workspaceId, verb: "revokeEmbedToken", input: wish }, async (tx) => {
    const revokedAt = ctx.app.clock.now();
    const [embedToken] = await tx
      .update(embedTokens)
      .set({ revokedAt })
      .where(and(eq(embedTokens.workspaceId, workspaceId), eq(embedTokens.id, id), isNull(embedTokens.revokedAt)))
      .returning();
    if (!embedToken) throw new PreconditionError("This token was revoked already.", null);
    const { tenantId, component } = embedToken;
    await recordEvent(tx, ctx, embedTokenRevoked, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { component },
      before: { revokedAt: null },
      after: { revokedAt: revokedAt.toISOString() },
    });
    return embedToken;
  });
  forgetCredential(credentialCaches(ctx.app), id);
  return revoked;
}
