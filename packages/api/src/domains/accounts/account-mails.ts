import { accounts, users } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { createEmailVerificationToken } from "better-auth/api";
import { and, eq } from "drizzle-orm";
import type { App } from "../../app.ts";
import { choosePasswordMail } from "../../mail/templates/choose-password.ts";
import { knownAddressMail } from "../../mail/templates/known-address.ts";
import { resetPasswordMail } from "../../mail/templates/reset-password.ts";
import { type SecurityChange, securityNoticeMail } from "../../mail/templates/security-notice.ts";
import { verifyEmailMail } from "../../mail/templates/verify-email.ts";
import { verifyNewEmailMail } from "../../mail/templates/verify-new-email.ts";
import { emailChangeIn } from "./email-change-in.ts";
import { verifyPassword } from "./hash-password.ts";
import { sendAccountMail } from "./send-account-mail.ts";

interface Person {
  id: string;
  email: string;
  emailVerified: boolean;
}

/** What the mails need of better-auth, which in turn needs them. */
interface Doors {
  /** Signs links, as better-auth does. */
  secret: string;
  /** Makes a reset link and has it mailed. */
  requestReset(email: string): Promise<void>;
}

/** The mails that better-auth asks for. */
export function accountMails(app: App, doors: Doors) {
  const { publicUrl } = app.config;
  return {
    verifyEmail: async ({
      user,
      url,
      token,
    }: {
      user: { email: string };
      url: string;
      token: string;
    }): Promise<void> => {
      const content = emailChangeIn(token) ? verifyNewEmailMail({ url, email: user.email }) : verifyEmailMail({ url });
      await sendAccountMail(app, user.email, content);
    },
    resetPassword: async ({ user, url }: { user: Person; url: string }): Promise<void> =>
      await sendAccountMail(
        app,
        user.email,
        user.emailVerified ? resetPasswordMail({ url }) : choosePasswordMail({ url }),
      ),
    passwordWasReset: async ({ user }: { user: Person }): Promise<void> => {
      if (user.emailVerified) return await sendAccountMail(app, user.email, notice(app, "password"));
      // The link came by mail: whoever used it holds the mailbox.
      await withSystem(app.database, (tx) =>
        tx.update(users).set({ emailVerified: true }).where(eq(users.id, user.id)),
      );
    },
    signUpOfKnownAddress: async ({ user }: { user: Person }, request?: Request): Promise<void> => {
      if (user.emailVerified) {
        return await sendAccountMail(app, user.email, knownAddressMail({ signInUrl: `${publicUrl}/sign-in` }));
      }
      await signUpAgain(app, doors, user, (await request?.json().catch(() => null)) as SignUpBody | null);
    },
    securityChanged: async (email: string, change: SecurityChange): Promise<void> =>
      await sendAccountMail(app, email, notice(app, change)),
  };
}

export type AccountMails = ReturnType<typeof accountMails>;

function notice(app: App, change: SecurityChange) {
  return securityNoticeMail(change, { at: app.clock.now(), securityUrl: `${app.config.publicUrl}/account/security` });
}

interface SignUpBody {
  password?: string;
  callbackURL?: string;
}

/**
 * A sign-up for an address that never was verified. With the same password it is the same person, who gets the link again. With another
 * one it may be a stranger who waits for the owner to verify a password that the stranger knows: then no password is kept, and
 * the owner of the mailbox chooses.
 */
async function signUpAgain(app: App, doors: Doors, user: Person, body: SignUpBody | null): Promise<void> {
  const own = and(eq(accounts.userId, user.id), eq(accounts.providerId, "credential"));
  const [credential] = await withSystem(app.database, (tx) =>
    tx.select({ password: accounts.password }).from(accounts).where(own),
  );
  if (
    credential?.password &&
    body?.password &&
    (await verifyPassword({ hash: credential.password, password: body.password }))
  ) {
    const token = await createEmailVerificationToken(doors.secret, user.email, undefined, 24 * 3600);
    const query = new URLSearchParams({ token, callbackURL: body.callbackURL ?? "/" });
    return await sendAccountMail(
      app,
      user.email,
      verifyEmailMail({ url: `${app.config.publicUrl}/auth/verify-email?${query}` }),
    );
  }
  await withSystem(app.database, (tx) => tx.update(accounts).set({ password: null }).where(own));
  await doors.requestReset(user.email);
}
