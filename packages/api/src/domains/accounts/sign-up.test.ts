import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { graphqlOver, signUp, startTestServer, type TestServer } from "../../testing/index.ts";
import { askAuth, linkOf, mailAbout, mailsTo } from "./testing/auth-door.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => await server?.close());

const password = "a plumb line hangs straight";
const anAddress = () => `ines.${randomBytes(4).toString("hex")}@meridian.example`;
const viewer = async (cookie: string) =>
  (await graphqlOver(server.url, "{ viewer { email emailVerified timeZone } }", {}, { cookie })).data.viewer;

async function register(email: string, own = password) {
  return await askAuth(server, "/sign-up/email", {
    body: { name: "Ines", email, password: own, callbackURL: "/start" },
  });
}

describe("the way in", () => {
  test("sign up, verify by mail, be signed in, sign out, sign in", async () => {
    const email = anAddress();
    const body = { name: "Ines", email, password, callbackURL: "/start", timeZone: "Europe/Lisbon" };
    expect(await askAuth(server, "/sign-up/email", { body })).toMatchObject({ status: 200, cookie: "" });

    const verified = await askAuth(server, linkOf(await mailAbout(server, email, "Verify your address")));
    expect(verified.status).toBe(302);
    expect(verified.headers.get("location")).toBe("/start");
    expect(await viewer(verified.cookie)).toEqual({ email, emailVerified: true, timeZone: "Europe/Lisbon" });

    const out = await askAuth(server, "/sign-out", { body: {}, cookie: verified.cookie });
    expect(out.status).toBe(200);
    expect(await viewer(verified.cookie)).toBeNull();

    const back = await askAuth(server, "/sign-in/email", { body: { email: email.toUpperCase(), password } });
    expect(await viewer(back.cookie)).toMatchObject({ email });
  });

  test("an address that is not verified does not sign in, and gets the link again", async () => {
    const email = anAddress();
    await register(email);
    await mailAbout(server, email, "Verify your address");
    const refused = await askAuth(server, "/sign-in/email", { body: { email, password } });
    expect(refused).toMatchObject({ status: 403, cookie: "", body: { code: "EMAIL_NOT_VERIFIED" } });
    expect(refused.body.nextStep).toContain("Open the link");
    await expect.poll(async () => (await mailsTo(server, email)).length).toBe(2);
  });

  test("the session cookie cannot be read by scripts and is not sent by other sites", async () => {
    const { email, password: own } = await signUp(server);
    const answer = await askAuth(server, "/sign-in/email", { body: { email, password: own } });
    const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("plumbline.session_token="));
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/SameSite=Lax/i);
    expect(line).toMatch(/Path=\//);
    expect(line).not.toMatch(/Secure/i);
    expect(line).not.toMatch(/Domain=/i);
  });

  test("behind https the cookie is Secure, and works", async () => {
    const { email, password: own } = await signUp(server);
    const secure = await startTestServer({
      databaseUrl: server.databaseUrl,
      roles: ["serve"],
      env: { PLUMBLINE_DATA: server.dataDir, PUBLIC_URL: "https://ops.example" },
    });
    try {
      const url = `http://127.0.0.1:${secure.app.config.port}`;
      const origin = "https://ops.example";
      const body = { email, password: own };
      const answer = await askAuth(secure, `${url}/auth/sign-in/email`, { body, origin });
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-plumbline\.session_token=.*; Secure/i);
      const read = await graphqlOver(url, "{ viewer { email } }", {}, { cookie: answer.cookie, headers: { origin } });
      expect(read.data.viewer).toEqual({ email });
    } finally {
      await secure.close();
    }
  });

  test.each([
    [{ name: "   " }, "name"],
    [{ name: "x".repeat(101) }, "name"],
    [{ name: "Ines\u0000" }, "NUL"],
    [{ email: "no address" }, "email"],
    [{ password: "short" }, "too short"],
    [{ timeZone: "Mars/Olympus" }, "time zone"],
    [{ image: "https://elsewhere.example/x.png" }, "Pictures"],
  ])("%j is refused with the rule", async (field, words) => {
    const body = { name: "Ines", email: anAddress(), password, ...field };
    const answer = await askAuth(server, "/sign-up/email", { body });
    expect(answer.status).toBe(400);
    expect(`${answer.body.message} ${answer.body.nextStep}`).toContain(words);
  });
});

describe("who has an account is not told", () => {
  const shape = ({ status, headers, body, cookie }: Awaited<ReturnType<typeof askAuth>>) => ({
    status,
    body: JSON.stringify(body),
    cookie,
    headers: [...headers.keys()].filter((name) => name !== "date").sort(),
  });

  test("sign-up answers a known and an unknown address alike; the owner gets a mail instead", async () => {
    const { email } = await signUp(server);
    const unknown = anAddress();
    const known = shape(await register(email));
    expect(known).toEqual(shape(await register(unknown)));
    await mailAbout(server, email, "You have a Plumbline account already");
    await mailAbout(server, unknown, "Verify your address");
  });

  test("a reset answers alike and mails only the owner", async () => {
    const { email } = await signUp(server);
    const unknown = anAddress();
    const ask = async (to: string) =>
      shape(await askAuth(server, "/request-password-reset", { body: { email: to, redirectTo: "/reset-password" } }));
    expect(await ask(email)).toEqual(await ask(unknown));
    await mailAbout(server, email, "Choose a new password");
    expect(await mailsTo(server, unknown)).toEqual([]);
  });

  test("a wrong password and an unknown address are refused alike", async () => {
    const { email } = await signUp(server);
    const ask = async (to: string) => shape(await askAuth(server, "/sign-in/email", { body: { email: to, password } }));
    const known = await ask(email);
    expect(known).toEqual(await ask(anAddress()));
    expect(known.status).toBe(401);
  });

  test("asking for the verification mail again answers alike", async () => {
    const unverified = anAddress();
    await register(unverified);
    const ask = async (to: string) => shape(await askAuth(server, "/send-verification-email", { body: { email: to } }));
    const { email: verified } = await signUp(server);
    const answer = await ask(unverified);
    expect(await ask(verified)).toEqual(answer);
    expect(await ask(anAddress())).toEqual(answer);
  });

  test("the answers take about the same time", async () => {
    const { email } = await signUp(server);
    const time = async (work: () => Promise<unknown>) => {
      const startedAt = performance.now();
      await work();
      return performance.now() - startedAt;
    };
    const known = await time(() => register(email));
    const unknown = await time(() => register(anAddress()));
    // Both wait for the same moment; what is left is the scheduling of a busy machine.
    expect(Math.min(known, unknown)).toBeGreaterThanOrEqual(240);
  });
});

describe("an address that was signed up before it was verified", () => {
  test("the same password gets the link again", async () => {
    const email = anAddress();
    await register(email);
    await register(email);
    await expect.poll(async () => (await mailsTo(server, email)).length).toBe(2);
    const [newest] = await mailsTo(server, email);
    const verified = await askAuth(server, linkOf(newest as never));
    expect(verified.headers.get("location")).toBe("/start");
    expect(await viewer(verified.cookie)).toMatchObject({ email });
  });

  test("another password keeps none: the owner of the mailbox chooses, and is verified by it", async () => {
    const email = anAddress();
    await register(email, "the stranger's password");
    await register(email, "the owner's password");
    const link = await askAuth(server, linkOf(await mailAbout(server, email, "Finish your sign-up")));
    const token = new URL(link.headers.get("location") ?? "", server.url).searchParams.get("token");
    const chosen = await askAuth(server, "/reset-password", { body: { token, newPassword: "chosen by the owner" } });
    expect(chosen.status).toBe(200);
    const signIn = async (own: string) => await askAuth(server, "/sign-in/email", { body: { email, password: own } });
    expect((await signIn("the stranger's password")).status).toBe(401);
    expect((await signIn("the owner's password")).status).toBe(401);
    expect(await viewer((await signIn("chosen by the owner")).cookie)).toMatchObject({ emailVerified: true });
  });
});
