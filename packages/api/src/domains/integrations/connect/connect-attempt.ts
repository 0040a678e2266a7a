import { createHmac, timingSafeEqual } from "node:crypto";
import type { Db } from "@plumbline/db";
import { connectAttempts } from "@plumbline/db/schema";
import { sql } from "drizzle-orm";
import type { App } from "../../../app.ts";
import { ExpiredError } from "../../../service/errors.ts";
import { sealedPlace } from "../access/integration-secrets.ts";
import type { BrowserBinding } from "./browser-binding.ts";

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
  /** The embed token for whose visitor it is; left out for members. */
  embed?: { embedTokenId: string; tenantId: string; component: string; subject: string | null };
}

/** A flow that came back. */
export interface ConnectAttempt {
  workspaceId: string;
  plan: ConnectPlan;
  /** The browser that it belongs to; the next step of the flow belongs to the same one. */
  binding: BrowserBinding;
}

/** Minutes from leaving for the provider to coming back. */
const goodForMinutes = 10;

export interface BeginAttemptOptions {
  workspaceId: string;
  provider: string;
  plan: ConnectPlan;
  binding: BrowserBinding;
}

/** Stores the plan and gives the `state` parameter that brings it back: the attempt's id and an HMAC over it and the browser. */
export async function beginAttempt(tx: Db, app: App, options: BeginAttemptOptions): Promise<string> {
  const { workspaceId, provider, plan, binding } = options;
  const [made] = (await tx.execute(sql`select uuidv7() as id`)) as unknown as { id: string }[];
  const id = made?.id ?? "";
  await tx.insert(connectAttempts).values({
    id,
    workspaceId,
    provider,
    sessionHash: binding,
    sealed: app.vault.seal(JSON.stringify(plan), sealedPlace({ id, workspaceId }, "connect_attempts.sealed")),
    expiresAt: new Date(app.clock.now().getTime() + goodForMinutes * 60_000),
  });
  return stateOf(app, id, binding);
}

/** The `state` parameter of an attempt in one browser. */
export function stateOf(app: App, id: string, binding: BrowserBinding): string {
  const signature = createHmac("sha256", app.secret.keyFor("connect")).update(`${id}/${binding}`).digest("base64url");
  return `${id}.${signature}`;
}

/**
 * Takes an attempt back by its state, once.
 * @param bindings what the browser that came can show: its session, its key
 * @throws ExpiredError when it was used before, is too old, belongs to another browser or was made up
 */
export async function takeAttempt(
  app: App,
  { provider, state, bindings }: { provider: string; state: string; bindings: readonly BrowserBinding[] },
): Promise<ConnectAttempt> {
  const [id = ""] = state.split(".");
  const binding = /^[0-9a-f-]{36}$/.test(id) ? bindings.find((one) => same(state, stateOf(app, id, one))) : undefined;
  const refused = () =>
    new ExpiredError(
      `This way back from ${provider} was used before, is older than ${goodForMinutes} minutes, or was begun in another browser.`,
      "Start connecting again.",
    );
  if (!binding) throw refused();
  const [row] = await app.database.raw`
    update connect_attempts set used_at = now()
    where id = ${id} and used_at is null and expires_at > now() and session_hash = ${binding} and provider = ${provider}
    returning workspace_id, sealed`;
  if (!row) throw refused();
  const workspaceId = row.workspace_id as string;
  return { workspaceId, plan: openPlan(app, { id, workspaceId }, row.sealed as string), binding };
}

/** The plan behind an attempt's sealed text. */
export function openPlan(app: App, owner: { id: string; workspaceId: string }, sealed: string): ConnectPlan {
  return JSON.parse(app.vault.open(sealed, sealedPlace(owner, "connect_attempts.sealed"))) as ConnectPlan;
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
