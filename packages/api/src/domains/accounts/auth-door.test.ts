import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUp, startTestServer, type TestServer } from "../../testing/index.ts";
import { askAuth } from "./testing/auth-door.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => await server?.close());

const wrong = { email: "nobody@meridian.example", password: "not the password" };

describe("the limit", () => {
  test("answers 429 with the wait, and an address that the client claims does not help", async () => {
    let refused = null;
    for (let count = 0; count < 60 && !refused; count += 1) {
      const headers = { "x-forwarded-for": `203.0.113.${count}`, "x-plumbline-client-address": `203.0.113.${count}` };
      const answer = await askAuth(server, "/reset-password", {
        body: { token: "none", newPassword: "x".repeat(12) },
        headers,
      });
      if (answer.status === 429) refused = answer;
      else expect(answer.status).toBe(400);
    }
    const seconds = Number(refused?.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(500);
    expect(seconds).toBeLessThanOrEqual(600);
    expect(refused?.body).toMatchObject({ code: "RATE_LIMITED", nextStep: `Wait ${seconds} s, then try again.` });
    // Other doors still answer this address.
    expect((await askAuth(server, "/sign-in/email", { body: wrong })).status).toBe(401);
  });

  test("is one count for requests that come at the same moment", async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, () => askAuth(server, "/two-factor/verify-totp", { body: { code: "123456" } })),
    );
    expect(all.filter(({ status }) => status === 429)).toHaveLength(10);
  });
});

describe("pages of others", () => {
  test.each(["https://evil.example", "null", "http://localhost:1"])("the origin %s is refused", async (origin) => {
    const { cookie } = await signUp(server);
    expect((await askAuth(server, "/sign-in/email", { body: wrong, origin })).status).toBe(403);
    expect((await askAuth(server, "/sign-out", { body: {}, cookie, origin })).status).toBe(403);
  });

  test("a cookie without an origin is refused", async () => {
    const { cookie } = await signUp(server);
    const answer = await askAuth(server, "/sign-out", { body: {}, cookie, origin: null });
    expect(answer).toMatchObject({ status: 403, body: { code: "MISSING_OR_NULL_ORIGIN" } });
  });

  test("a form is refused, since any page can send one", async () => {
    const response = await fetch(`${server.url}/auth/sign-in/email`, {
      method: "POST",
      body: new URLSearchParams(wrong),
    });
    expect(response.status).toBe(400);
    expect((await response.json()).error.message).toContain("application/json only");
  });

  test("nobody is sent elsewhere after a link", async () => {
    const body = { email: wrong.email, redirectTo: "https://evil.example/" };
    expect(await askAuth(server, "/request-password-reset", { body })).toMatchObject({ status: 403 });
    const verify = await askAuth(server, "/verify-email?token=x&callbackURL=https://evil.example/");
    expect(verify.headers.get("location") ?? "").not.toContain("evil.example");
  });
});

describe("what is malformed", () => {
  test("JSON that is none", async () => {
    const response = await fetch(`${server.url}/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"email":',
    });
    expect(response.status).toBe(400);
    expect((await response.json()).message).toBeTruthy();
  });

  test("a body of a megabyte", async () => {
    const answer = await askAuth(server, "/sign-in/email", { body: { ...wrong, password: "x".repeat(1_000_000) } });
    expect(answer.status).toBe(413);
  });

  test.each(["/nothing", "/get-access-token", "/ok"])("%s is no door", async (path) => {
    expect(await askAuth(server, path)).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
  });
});

test("a link that fails in a browser ends on a page, not on JSON", async () => {
  const headers = { accept: "text/html,application/xhtml+xml" };
  const answer = await askAuth(server, "/verify-email?token=none", { headers });
  expect(answer).toMatchObject({ status: 302 });
  expect(answer.headers.get("location")).toBe("/verified?error=INVALID_TOKEN");
});

test("without keys nobody signs in with GitHub, and the answer says why", async () => {
  const answer = await askAuth(server, "/sign-in/social", { body: { provider: "github", callbackURL: "/" } });
  expect(answer).toMatchObject({ status: 404, body: { code: "PROVIDER_NOT_FOUND" } });
});

test("with keys the sign-in leads to GitHub, and a placeholder is no key", async () => {
  const keyed = await startTestServer({
    databaseUrl: server.databaseUrl,
    roles: ["serve"],
    env: {
      PLUMBLINE_DATA: server.dataDir,
      GITHUB_CLIENT_ID: "Iv1.0123456789abcdef",
      GITHUB_CLIENT_SECRET: "0123456789abcdef0123456789abcdef01234567",
      GOOGLE_CLIENT_ID: "your-client-id",
      GOOGLE_CLIENT_SECRET: "changeme",
    },
  });
  try {
    const ask = async (provider: string) =>
      await askAuth(keyed, "/sign-in/social", { body: { provider, callbackURL: "/" } });
    const url = new URL((await ask("github")).body.url);
    expect(url.origin + url.pathname).toBe("https://github.com/login/oauth/authorize");
    expect(url.searchParams.get("redirect_uri")).toBe(`${keyed.url}/auth/callback/github`);
    expect(url.searchParams.get("code_challenge_method") ?? url.searchParams.get("state")).toBeTruthy();
    expect((await ask("google")).status).toBe(404);
  } finally {
    await keyed.close();
  }
});
