import { apiKeys } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../authorize-row.ts";
import { credentialCaches, forgetCredential } from "../credential-caches.ts";
import { apiKeyRotated } from "../events.ts";
import { makeApiKey } from "./api-key-format.ts";
import type { ApiKey } from "./api-key-ref.ts";
import { type ApiKeyWithSecret, insertApiKey, refusePast } from "./create-api-key.ts";
import { lockApiKey } from "./lock-api-key.ts";

export const rotateApiKeyInput = z.object({
  apiKeyId: z.uuid(),
  /** For how long both keys work, in hours. Default 24. */
  overlapHours: z
    .int()
    .min(0)
    .max(720)
    .nullish()
    .transform((hours) => hours ?? 24),
  /** When the new key ends. Default: as long after now as the old one lived, or never. */
  expiresAt: z.date().nullish(),
});

export type RotateApiKeyInput = z.input<typeof rotateApiKeyInput>;

/**
 * Replaces a key by a new one with the same name, scopes and environment. Both work for the overlap, so that nothing breaks
 * while the new one is brought to where the old one is used.
 * @throws PreconditionError for a key that has ended or was rotated already
 */
export async function rotateApiKey(ctx: Context, input: RotateApiKeyInput): Promise<ApiKeyWithSecret> {
  const wish = parseInput(rotateApiKeyInput, input);
  const { apiKeyId: id, overlapHours } = wish;
  const permission = "api_keys:write";
  const workspaceId = await authorizeRow(ctx, { table: apiKeys, id, permission, noun: "API key" });
  refusePast(ctx, wish.expiresAt ?? null);
  const rotated = await transact(ctx, { workspaceId, verb: "rotateApiKey", input: wish }, async (tx) => {
    const old = await lockApiKey(ctx, tx, workspaceId, id);
    const [successor] = await tx
      .select({ id: apiKeys.id })
      .from(apiKeys)
      .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.rotatedFrom, id), isNull(apiKeys.revokedAt)));
    if (successor) throw new PreconditionError("This key was rotated already.", "Rotate its successor instead.");
    const now = ctx.app.clock.now();
    const goodUntil = earlier(new Date(now.getTime() + overlapHours * 3_600_000), old.expiresAt);
    const made = makeApiKey(old.kind);
    const { environmentId, name, kind, scopes, origins } = old;
    const expiresAt = wish.expiresAt ?? sameLife(old, now);
    const apiKey = await insertApiKey(ctx, tx, made, {
      workspaceId,
      environmentId,
      name,
      kind,
      scopes,
      origins,
      expiresAt,
      rotatedFrom: id,
    });
    await tx
      .update(apiKeys)
      .set({ expiresAt: goodUntil })
      .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id)));
    await recordEvent(tx, ctx, apiKeyRotated, {
      workspaceId,
      subjectId: id,
      data: { name, kind, start: old.start, replacedBy: apiKey.id, goodUntil: goodUntil.toISOString() },
      before: { start: old.start, expiresAt: old.expiresAt?.toISOString() ?? null },
      after: { start: apiKey.start, expiresAt: expiresAt?.toISOString() ?? null },
    });
    return { apiKey, key: made.key };
  });
  forgetCredential(credentialCaches(ctx.app), id);
  return rotated;
}

function earlier(a: Date, b: Date | null): Date {
  return b && b < a ? b : a;
}

function sameLife({ createdAt, expiresAt }: ApiKey, now: Date): Date | null {
  return expiresAt && new Date(now.getTime() + expiresAt.getTime() - createdAt.getTime());
}
