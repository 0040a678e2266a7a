import type { Db } from "@plumbline/db";
import { apiKeys } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { unknownRow } from "../authorize-row.ts";
import type { ApiKey } from "./api-key-ref.ts";

/**
 * Takes the lock on a key that still works.
 * @throws PreconditionError when it was revoked or has expired
 */
export async function lockApiKey(ctx: Context, tx: Db, workspaceId: string, id: string): Promise<ApiKey> {
  const [apiKey] = await tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id)))
    .for("update");
  if (!apiKey) throw unknownRow("API key");
  if (apiKey.revokedAt) throw new PreconditionError("This key was revoked.", "Create a new one.");
  if (apiKey.expiresAt && apiKey.expiresAt <= ctx.app.clock.now()) {
    throw new PreconditionError("This key has expired.", "Create a new one.");
  }
  return apiKey;
}
