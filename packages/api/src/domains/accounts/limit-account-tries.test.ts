import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp, startTestServer, type TestServer } from "../../testing/index.ts";
import { accountTries } from "./limit-account-tries.ts";
import { askAuth } from "./testing/auth-door.ts";

let server: TestServer;
beforeAll(async () => {
  // Each try comes from an address of its own, as a guesser with many machines would come.
  server = await startTestServer({ env: { TRUSTED_PROXIES: "127.0.0.1" } });
});
afterAll(() => server?.close());

let address = 0;
function tryIt(email: string, password: string) {
  address += 1;
  return askAuth(server, "/sign-in/email", {
    body: { email, password },
    headers: { "x-forwarded-for": `198.51.100.${address % 250}` },
  });
}

test("one account cannot be guessed at from many addresses; another is not held up", async () => {
  const { email } = await signUp(server, "Guessed At");
  for (let n = 0; n < accountTries.max; n += 1) expect((await tryIt(email, `wrong password ${n}`)).status).toBe(401);
  const refused = await tryIt(email.toUpperCase(), "one more");
  expect(refused).toMatchObject({ status: 429, body: { code: "RATE_LIMITED" } });
  expect(refused.body.message).toContain("this account");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
  expect((await tryIt((await signUp(server, "Somebody Else")).email, "wrong password")).status).toBe(401);
});

test("an address that nobody has is answered the same", async () => {
  const email = "nobody@meridian.example";
  for (let n = 0; n < accountTries.max; n += 1) expect((await tryIt(email, `wrong password ${n}`)).status).toBe(401);
  expect((await tryIt(email, "one more")).status).toBe(429);
});

test("an unknown door under /auth says what is wrong and what to do", async () => {
  const { status, body } = await askAuth(server, "/no-such-door");
  expect(status).toBe(404);
  expect(body).toMatchObject({ code: "NOT_FOUND", message: expect.stringContaining("no such door") });
  expect(body.nextStep).toContain("/docs");
});
