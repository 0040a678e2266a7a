import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { graphqlOver, signUp, startTestServer, type TestServer, type TestUser } from "../../testing/index.ts";
import { type AuthAnswer, askAuth, linkOf, mailAbout, mailsTo } from "./testing/auth-door.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => await server?.close());

const next = "another sentence to remember";
const viewer = async (cookie: string) =>
  (await graphqlOver(server.url, "{ viewer { email twoFactorEnabled } }", {}, { cookie })).data.viewer;

async function signIn(email: string, password: string): Promise<AuthAnswer> {
  return await askAuth(server, "/sign-in/email", { body: { email, password } });
}

describe("a forgotten password", () => {
  async function resetToken(user: TestUser): Promise<string> {
    await askAuth(server, "/request-password-reset", { body: { email: user.email, redirectTo: "/reset-password" } });
    const answer = await askAuth(server, linkOf(await mailAbout(server, user.email, "Choose a new password")));
    const page = new URL(answer.headers.get("location") ?? "", server.url);
    expect(page.pathname).toBe("/reset-password");
    return page.searchParams.get("token") ?? "";
  }

  test("the link sets a new one, once, and signs out every browser", async () => {
    const user = await signUp(server);
    const token = await resetToken(user);
    const reset = () => askAuth(server, "/reset-password", { body: { token, newPassword: next } });
    expect((await reset()).status).toBe(200);
    expect(await reset()).toMatchObject({
      status: 400,
      body: { code: "INVALID_TOKEN", nextStep: "Ask for a new one." },
    });
    expect(await viewer(user.cookie)).toBeNull();
    expect((await signIn(user.email, user.password)).status).toBe(401);
    expect(await viewer((await signIn(user.email, next)).cookie)).toMatchObject({ email: user.email });
    await mailAbout(server, user.email, "password was changed");
  });

  test("the token is not in the database", async () => {
    const token = await resetToken(await signUp(server));
    const rows = await server.app.database.raw`select identifier, value from verifications`;
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe("a password", () => {
  test("is kept as argon2id with the parameters that OWASP names", async () => {
    const user = await signUp(server);
    const [row] = await server.app.database.raw`
      select a.password from accounts a join users u on u.id = a.user_id where u.email = ${user.email}`;
    expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("is changed with the old one; other browsers are signed out; the owner gets a mail", async () => {
    const user = await signUp(server);
    const elsewhere = await signIn(user.email, user.password);
    const change = async (currentPassword: string) =>
      await askAuth(server, "/change-password", {
        body: { currentPassword, newPassword: next, revokeOtherSessions: true },
        cookie: user.cookie,
      });
    expect(await change("not the password")).toMatchObject({ status: 400, body: { code: "INVALID_PASSWORD" } });
    expect(await mailsTo(server, user.email)).toHaveLength(1);
    const changed = await change(user.password);
    expect(changed.status).toBe(200);
    expect(await viewer(elsewhere.cookie)).toBeNull();
    expect(await viewer(changed.cookie)).toMatchObject({ email: user.email });
    expect((await signIn(user.email, user.password)).status).toBe(401);
    const notice = await mailAbout(server, user.email, "password was changed");
    expect(notice.text).toContain("If it was not you");
  });
});

describe("an address", () => {
  test("is changed by a link to the new one; the old one gets a notice and no longer signs in", async () => {
    const user = await signUp(server);
    const newEmail = `new.${user.email}`;
    const body = { newEmail, callbackURL: "/account" };
    expect((await askAuth(server, "/change-email", { body, cookie: user.cookie })).status).toBe(200);
    expect(await viewer(user.cookie)).toMatchObject({ email: user.email });
    const link = linkOf(await mailAbout(server, newEmail, "Verify your new address"));
    const verified = await askAuth(server, link, { cookie: user.cookie });
    expect(verified.headers.get("location")).toBe("/account");
    expect(await viewer(user.cookie)).toMatchObject({ email: newEmail });
    expect((await mailAbout(server, user.email, "address was changed")).text).not.toContain(newEmail);
    expect((await signIn(user.email, user.password)).status).toBe(401);
    expect((await signIn(newEmail, user.password)).status).toBe(200);
    expect((await askAuth(server, link)).headers.get("location")).toContain("error=");
  });

  test("that has an account is answered alike and nothing is mailed", async () => {
    const [user, other] = [await signUp(server), await signUp(server)];
    const ask = async (newEmail: string) => {
      const { status, body } = await askAuth(server, "/change-email", { body: { newEmail }, cookie: user.cookie });
      return { status, body };
    };
    expect(await ask(other.email)).toEqual(await ask(`free.${user.email}`));
    await mailAbout(server, `free.${user.email}`, "Verify your new address");
    expect(await mailsTo(server, other.email)).toHaveLength(1);
  });
});

describe("sessions", () => {
  test("are listed with their browser and address, and a revoked one is out at once", async () => {
    const user = await signUp(server);
    const body = { email: user.email, password: user.password };
    const phone = await askAuth(server, "/sign-in/email", { body, headers: { "user-agent": "A phone" } });
    const { body: sessions } = await askAuth(server, "/list-sessions", { cookie: user.cookie });
    expect(sessions).toHaveLength(2);
    const other = sessions.find((session: { userAgent: string }) => session.userAgent === "A phone");
    expect(other.ipAddress).toBe("127.0.0.1");
    const revoked = await askAuth(server, "/revoke-session", { body: { token: other.token }, cookie: user.cookie });
    expect(revoked.status).toBe(200);
    expect(await viewer(phone.cookie)).toBeNull();
    expect(await viewer(user.cookie)).toMatchObject({ email: user.email });
  });

  test("of somebody else cannot be revoked", async () => {
    const [user, other] = [await signUp(server), await signUp(server)];
    const { body: sessions } = await askAuth(server, "/list-sessions", { cookie: other.cookie });
    await askAuth(server, "/revoke-session", { body: { token: sessions[0].token }, cookie: user.cookie });
    expect(await viewer(other.cookie)).toMatchObject({ email: other.email });
  });
});

describe("the second step", () => {
  async function enable(user: TestUser) {
    const begun = await askAuth(server, "/two-factor/enable", {
      body: { password: user.password },
      cookie: user.cookie,
    });
    const key = new URL(begun.body.totpURI).searchParams.get("secret") ?? "";
    const verified = await askAuth(server, "/two-factor/verify-totp", {
      body: { code: totp(key) },
      cookie: user.cookie,
    });
    expect(verified.status).toBe(200);
    return { key, backupCodes: begun.body.backupCodes as string[], cookie: verified.cookie || user.cookie };
  }

  test("asks for a code after the password; a wrong one is refused", async () => {
    const user = await signUp(server);
    const { key, cookie } = await enable(user);
    expect(await viewer(cookie)).toMatchObject({ twoFactorEnabled: true });
    const first = await signIn(user.email, user.password);
    expect(first.body).toMatchObject({ twoFactorRedirect: true });
    expect(await viewer(first.cookie)).toBeNull();
    const answer = async (code: string) =>
      await askAuth(server, "/two-factor/verify-totp", { body: { code }, cookie: first.cookie });
    expect(await answer("000000")).toMatchObject({ status: 401, body: { code: "INVALID_CODE" } });
    expect(await viewer((await answer(totp(key))).cookie)).toMatchObject({ email: user.email });
  });

  test("takes a backup code once", async () => {
    const user = await signUp(server);
    const { backupCodes } = await enable(user);
    const use = async () => {
      const { cookie } = await signIn(user.email, user.password);
      return await askAuth(server, "/two-factor/verify-backup-code", { body: { code: backupCodes[0] }, cookie });
    };
    expect(await viewer((await use()).cookie)).toMatchObject({ email: user.email });
    expect(await use()).toMatchObject({ status: 401, body: { code: "INVALID_BACKUP_CODE" } });
  });

  test("is switched off with the password, and the owner gets a mail", async () => {
    const user = await signUp(server);
    const { cookie } = await enable(user);
    const off = await askAuth(server, "/two-factor/disable", { body: { password: user.password }, cookie });
    expect(off.status).toBe(200);
    await mailAbout(server, user.email, "second step is off");
    expect(await viewer((await signIn(user.email, user.password)).cookie)).toMatchObject({ twoFactorEnabled: false });
  });

  test("its secret is not readable in the database", async () => {
    const { key } = await enable(await signUp(server));
    const rows = await server.app.database.raw`select * from two_factors`;
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(key);
  });
});

/** RFC 6238 over SHA-1, six digits, thirty seconds: what authenticator apps compute. */
function totp(secret: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/=+$/, "")].map((c) => alphabet.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
