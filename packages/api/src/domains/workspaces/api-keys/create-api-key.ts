import type { Db } from "@plumbline/db";
import { apiKeys, environments } from "@plumbline/db/schema";
import { and, count, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError, PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { type Permission, permissions, scopesFor } from "../../../service/permissions.ts";
import { transact } from "../../../service/transact.ts";
import { unknownRow } from "../authorize-row.ts";
import { originInput } from "../embed-tokens/origin-input.ts";
import { apiKeyCreated } from "../events.ts";
import { type MadeApiKey, makeApiKey } from "./api-key-format.ts";
import type { ApiKey } from "./api-key-ref.ts";

/** Keys of one workspace at most that are neither revoked nor forgotten. */
const mostKeys = 200;

export const createApiKeyInput = z.object({
  workspaceId: z.uuid(),
  /** Where it works. Null, said and never left out: in every environment. */
  environmentId: z.uuid().nullish(),
  name: z.string().trim().min(1, "A key needs a name, so that people know what it is for.").max(80),
  kind: z.enum(["secret", "publishable"]),
  scopes: z
    .array(
      z
        .string()
        .pipe(z.enum(permissions as readonly [Permission, ...Permission[]], "is not a permission of the matrix.")),
    )
    .min(1, "must name at least one scope.")
    .transform((scopes) => [...new Set(scopes)].sort()),
  /** Pages that a publishable key works from. Default: all. */
  origins: z.array(originInput).min(1, "must name a page, or be left out for all.").max(50).nullish(),
  /** Default: never. */
  expiresAt: z.date().nullish(),
});

export type CreateApiKeyInput = z.input<typeof createApiKeyInput>;

/** A key with what is shown this once. */
export interface ApiKeyWithSecret {
  apiKey: ApiKey;
  /** `plb_live_…` or `plb_pub_…`. */
  key: string;
}

/**
 * Creates an API key for one environment, or a secret one that works in all of them, as software that sets a workspace up needs it.
 * Only its hash is stored; the key is in this answer and nowhere else.
 * @throws InvalidInputError for a scope that its kind, or its maker, may not have, for an end in the past, and for a publishable key
 * without an environment
 */
export async function createApiKey(ctx: Context, input: CreateApiKeyInput): Promise<ApiKeyWithSecret> {
  const access = await authorize(ctx, input.workspaceId, "api_keys:write");
  const wish = parseInput(createApiKeyInput, input);
  const { workspaceId, environmentId, kind, scopes, origins = null, expiresAt = null } = wish;
  if (origins && kind === "secret")
    throw new InvalidInputError([
      { path: ["origins"], message: "are for publishable keys; a secret key belongs to no page." },
    ]);
  requirePlace(kind, environmentId);
  refuseScopes(kind, scopes, (scope) => access.allows(scope));
  refusePast(ctx, expiresAt);
  return await transact(ctx, { workspaceId, verb: "createApiKey", input: wish }, async (tx) => {
    if (environmentId !== null) await requireEnvironment(tx, workspaceId, environmentId);
    await refuseTooMany(tx, workspaceId);
    const { name } = wish;
    const made = makeApiKey(kind);
    const apiKey = await insertApiKey(ctx, tx, made, {
      workspaceId,
      environmentId,
      name,
      kind,
      scopes,
      origins,
      expiresAt,
    });
    await recordEvent(tx, ctx, apiKeyCreated, {
      workspaceId,
      subjectId: apiKey.id,
      data: { name, kind, start: made.start, scopes, environmentId, expiresAt: expiresAt?.toISOString() ?? null },
      after: { name, kind, scopes, origins, expiresAt: expiresAt?.toISOString() ?? null },
    });
    return { apiKey, key: made.key };
  });
}

type NewApiKey = Pick<ApiKey, "workspaceId" | "environmentId" | "name" | "kind" | "scopes" | "origins" | "expiresAt"> &
  Partial<Pick<ApiKey, "rotatedFrom">>;

/** Stores a key that was just made. */
export async function insertApiKey(ctx: Context, tx: Db, made: MadeApiKey, row: NewApiKey): Promise<ApiKey> {
  const { key: _shownOnce, ...stored } = made;
  const createdBy = ctx.actor.type === "user" ? ctx.actor.userId : null;
  const createdAt = ctx.app.clock.now();
  const [apiKey] = await tx
    .insert(apiKeys)
    .values({ ...row, ...stored, createdBy, createdAt })
    .returning();
  return apiKey as ApiKey;
}

function requirePlace(
  kind: ApiKey["kind"],
  environmentId: string | null | undefined,
): asserts environmentId is string | null {
  const path = ["environmentId"];
  if (environmentId === undefined)
    throw new InvalidInputError([
      { path, message: "must name the environment where it works, or be null for every one." },
    ]);
  if (environmentId === null && kind === "publishable")
    throw new InvalidInputError([
      { path, message: "must be there for a publishable key: a page is of one environment." },
    ]);
}

function refuseScopes(kind: "secret" | "publishable", scopes: Permission[], allows: (scope: Permission) => boolean) {
  const allowed = scopesFor(kind);
  const issues = scopes.flatMap((scope, index) => {
    const path = ["scopes", String(index)];
    if (!allowed.includes(scope)) return [{ path, message: `A ${kind} key cannot carry ${scope}.` }];
    return allows(scope) ? [] : [{ path, message: `You cannot hand out ${scope}, which you do not have.` }];
  });
  if (issues.length > 0) throw new InvalidInputError(issues);
}

/** @throws InvalidInputError for an end that has passed */
export function refusePast(ctx: Context, expiresAt: Date | null): void {
  if (!expiresAt || expiresAt > ctx.app.clock.now()) return;
  throw new InvalidInputError([{ path: ["expiresAt"], message: "must lie in the future." }]);
}

async function requireEnvironment(tx: Db, workspaceId: string, id: string): Promise<void> {
  const [environment] = await tx
    .select({ archivedAt: environments.archivedAt })
    .from(environments)
    .where(and(eq(environments.workspaceId, workspaceId), eq(environments.id, id)))
    .for("key share");
  if (!environment) throw unknownRow("environment");
  if (environment.archivedAt) {
    throw new PreconditionError("This environment is archived.", "Restore it, or choose another.");
  }
}

async function refuseTooMany(tx: Db, workspaceId: string): Promise<void> {
  const [known] = await tx
    .select({ n: count() })
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), isNull(apiKeys.revokedAt)));
  if ((known?.n ?? 0) < mostKeys) return;
  throw new PreconditionError(`A workspace has at most ${mostKeys} API keys.`, "Revoke those that nobody uses.");
}
