import { createHash } from "node:crypto";
import type { Db } from "@plumbline/db";
import { idempotencyKeys } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "./context.ts";
import { type AppError, IdempotencyConflictError } from "./errors.ts";
import { reviveRefusal, type StoredRefusal, storableRefusal } from "./stored-refusal.ts";

export interface IdempotencyClaim {
  caller: string;
  key: string;
  fingerprint: string;
}

/** SHA-256 over what the request asks for; the same key with another one is refused. */
export function fingerprintOf(verb: string, workspaceId: string | null, input: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([verb, workspaceId, sorted(input)]))
    .digest("hex");
}

/**
 * Claims the key in the verb's own transaction. A second request with the same key waits here for the first one's commit (the
 * unique index makes it), then finds the answer.
 * @returns the stored answer, or null when the claim is new
 * @throws IdempotencyConflictError when the key was used with another input
 * @throws the stored refusal, as it was thrown first
 */
export async function claimIdempotencyKey<T>(
  ctx: Context,
  tx: Db,
  claim: IdempotencyClaim,
): Promise<{ answer: T } | null> {
  const inserted = await tx
    .insert(idempotencyKeys)
    .values(claim)
    .onConflictDoNothing()
    .returning({ id: idempotencyKeys.id });
  if (inserted.length > 0) return null;
  const [known] = await tx
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.caller, claim.caller), eq(idempotencyKeys.key, claim.key)));
  if (!known || known.fingerprint !== claim.fingerprint) throw otherInput();
  const answer = revive(ctx.app.vault.open(known.answer ?? "", sealedAs(claim)));
  if (known.refused) throw reviveRefusal(answer as StoredRefusal);
  return { answer: answer as T };
}

/** Stores what the verb answered, sealed, since it may hold a secret that is shown once. */
export async function storeAnswer(ctx: Context, tx: Db, claim: IdempotencyClaim, answer: unknown): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({ answer: ctx.app.vault.seal(dehydrate(answer), sealedAs(claim)) })
    .where(and(eq(idempotencyKeys.caller, claim.caller), eq(idempotencyKeys.key, claim.key)));
}

/** Stores a refusal after its transaction was rolled back. Another request may have claimed the key meanwhile; then that one counts. */
export async function rememberRefusal(ctx: Context, tx: Db, claim: IdempotencyClaim, error: AppError): Promise<void> {
  if (error instanceof IdempotencyConflictError) return;
  const answer = ctx.app.vault.seal(dehydrate(storableRefusal(error)), sealedAs(claim));
  await tx
    .insert(idempotencyKeys)
    .values({ ...claim, answer, refused: true })
    .onConflictDoNothing();
}

function otherInput(): IdempotencyConflictError {
  return new IdempotencyConflictError(
    "This idempotency key was used in the last 24 hours for another request.",
    "Send the same request to get its answer again, or choose a new key.",
  );
}

function sealedAs(claim: IdempotencyClaim) {
  return { workspaceId: "server", row: `${claim.caller}/${claim.key}`, field: "idempotency_keys.answer" };
}

const dateMark = "\u0001date:";

function dehydrate(value: unknown): string {
  return JSON.stringify(value ?? null, function replace(this: Record<string, unknown>, key, inner) {
    const own = this[key];
    return own instanceof Date ? dateMark + own.toISOString() : inner;
  });
}

function revive(text: string): unknown {
  return JSON.parse(text, (_, inner) =>
    typeof inner === "string" && inner.startsWith(dateMark) ? new Date(inner.slice(dateMark.length)) : inner,
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object" || value instanceof Date) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
