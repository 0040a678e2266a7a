import type { BetterAuthOptions } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import type { App } from "../../app.ts";
import type { SecurityChange } from "../../mail/templates/security-notice.ts";
import type { AccountMails } from "./account-mails.ts";
import { emailChangeIn } from "./email-change-in.ts";
import { findProfileIssue } from "./find-profile-issue.ts";

/** What happened when a request to this path succeeded, for the mail to the owner. */
const changes: Record<string, SecurityChange> = {
  "/change-password": "password",
  "/passkey/verify-registration": "passkey-added",
  "/passkey/delete-passkey": "passkey-removed",
  "/two-factor/disable": "second-step-off",
};

/** What we add around better-auth's own work: rules for what people write, and a mail after each change of their security. */
export function authHooks(app: App, mails: AccountMails): Pick<BetterAuthOptions, "hooks" | "databaseHooks"> {
  return {
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        const issue = findProfileIssue(ctx.body);
        if (issue) throw new APIError("BAD_REQUEST", { code: "INVALID_INPUT", message: issue });
      }),
      after: createAuthMiddleware(async (ctx) => {
        const change = changes[ctx.path];
        if (!change || isAPIError(ctx.context.returned)) return;
        const session = ctx.context.newSession ?? (await getSessionFromCtx(ctx));
        if (session) await mails.securityChanged(session.user.email, change);
        else app.log.error({ path: ctx.path }, "A change of security had no session to tell of it.");
      }),
    },
    databaseHooks: {
      user: {
        update: {
          async after(user, ctx) {
            if (ctx?.path !== "/verify-email") return;
            const change = emailChangeIn(String(ctx.query?.token ?? ""));
            if (change && change.to === user.email) await mails.securityChanged(change.from, "email");
          },
        },
      },
    },
  };
}
