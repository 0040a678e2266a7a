import { createHash, randomBytes } from "node:crypto";
import type { Context } from "../../../service/context.ts";
import { UnauthenticatedError } from "../../../service/errors.ts";

/** What ties a flow to the one browser that began it, as it is stored: SHA-256 of a session or of a browser key. */
export type BrowserBinding = string;

/** A secret that one browser holds in a cookie while somebody without a session (a widget's visitor) connects in it. */
export function makeBrowserKey(): string {
  return randomBytes(24).toString("base64url");
}

/** The binding of a browser key, or of the key in a ticket before its browser came. */
export function bindingOfKey(key: string): BrowserBinding {
  return createHash("sha256").update(`key:${key}`).digest("base64url");
}

/** The binding of the person's session; null for who has none. */
export function bindingOfSession({ actor }: Context): BrowserBinding | null {
  return actor.type === "user" ? createHash("sha256").update(actor.sessionId).digest("base64url") : null;
}

/** @throws UnauthenticatedError for everybody but a signed-in member */
export function requireSessionBinding(ctx: Context): BrowserBinding {
  const binding = bindingOfSession(ctx);
  if (binding) return binding;
  throw new UnauthenticatedError("Connecting in the browser needs a signed-in member.", "Sign in, then start again.");
}
