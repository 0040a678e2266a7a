import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Db } from "@plumbline/db";
import { connectAttempts } from "@plumbline/db/schema";
import { sql } from "drizzle-orm";
import type { App } from "../../../app.ts";
import type { Context } from "../../../service/context.ts";
import { ExpiredError, UnauthenticatedError } from "../../../service/errors.ts";
import { sealedPlace } from "../access/integration-secrets.ts";

/** What was chosen at the start of a flow in the browser, kept sealed until it comes back. */
export interface ConnectPlan {
  kind: "oauth2" | "app_manifest" | "app_install";
  name: string | null;
  tenantId: string | null;
  mode: "webhook" | "polling";
  fields: Record<string, string>;
  /** PKCE verifier; OAuth only. */
  verifier?: string;
  /** The integration to connect again, or the one that an app's installation completes. */
  integrationId?: string;
}

/** A flow that came back. */
export interface ConnectAttempt {
  workspaceId: string;
  plan: ConnectPlan;
}

/** Minutes from leaving for the provider to coming back. */
const goodForMinutes = 10;

/** The person's session: a flow can be finished only by the session that began it. @throws UnauthenticatedError for anybody else */
export function sessionHashOf(ctx: Context): string {
  if (ctx.actor.type !== "user") {
    throw new UnauthenticatedError("Connecting in the browser needs a signed-in member.", "Sign in, then start again.");
  }
  return createHash("sha256").update(ctx.actor.sessionId).digest("base64url");
}

/** Stores the plan and gives the `state` parameter that brings it back: the attempt's id and an HMAC over it and the session. */
export async function beginAttempt(
  tx: Db,
  ctx: Context,
  { workspaceId, provider, plan }: { workspaceId: string; provider: string; plan: ConnectPlan },
): Promise<string> {
  const [made] = (await tx.execute(sql`select uuidv7() as id`)) as unknown as { id: string }[];
  const id = made?.id ?? "";
  const sessionHash = sessionHashOf(ctx);
  await tx.insert(connectAttempts).values({
    id,
    workspaceId,
    provider,
    sessionHash,
    sealed: ctx.app.vault.seal(JSON.stringify(plan), sealedPlace({ id, workspaceId }, "connect_attempts.sealed")),
    expiresAt: new Date(ctx.app.clock.now().getTime() + goodForMinutes * 60_000),
  });
  return `${id}.${signState(ctx.app, id, sessionHash)}`;
}

/**
 * Takes an attempt back by its state, once.
 * @throws ExpiredError when it was used before, is too old, belongs to another session or was made up
 */
export async function takeAttempt(ctx: Context, provider: string, state: string): Promise<ConnectAttempt> {
  const sessionHash = sessionHashOf(ctx);
  const [id = "", signature = ""] = state.split(".");
  const refused = () =>
    new ExpiredError(
      `This way back from ${provider} was used before, is older than ${goodForMinutes} minutes, or was begun in another session.`,
      "Start connecting again.",
    );
  if (!/^[0-9a-f-]{36}$/.test(id) || !same(signature, signState(ctx.app, id, sessionHash))) throw refused();
  const [row] = await ctx.app.database.raw`
    update connect_attempts set used_at = now()
    where id = ${id} and used_at is null and expires_at > now() and session_hash = ${sessionHash} and provider = ${provider}
    returning workspace_id, sealed`;
  if (!row) throw refused();
  const workspaceId = row.workspace_id as string;
  const plan = ctx.app.vault.open(row.sealed as string, sealedPlace({ id, workspaceId }, "connect_attempts.sealed"));
  return { workspaceId, plan: JSON.parse(plan) as ConnectPlan };
}

function signState(app: App, id: string, sessionHash: string): string {
  return createHmac("sha256", app.secret.keyFor("connect")).update(`${id}/${sessionHash}`).digest("base64url");
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
