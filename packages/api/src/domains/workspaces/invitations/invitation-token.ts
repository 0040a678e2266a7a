import { createHmac, randomBytes } from "node:crypto";
import type { App } from "../../../app.ts";

/** Days for which an invitation's link works. */
export const invitationDays = 7;

/** A new token with its keyed hash. The token goes into the mail and nowhere else. */
export function makeInvitationToken(app: App): { token: string; tokenHash: string; expiresAt: Date } {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(app.clock.now().getTime() + invitationDays * 86_400_000);
  return { token, tokenHash: hashInvitationToken(app, token), expiresAt };
}

/** HMAC-SHA256 in hex: without the server's secret a copy of the table verifies no guess. */
export function hashInvitationToken(app: App, token: string): string {
  return createHmac("sha256", app.secret.keyFor("invitations")).update(token).digest("hex");
}
