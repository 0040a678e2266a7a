import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp, startTestServer, type TestServer } from "../../testing/index.ts";
import { type AuthAnswer, askAuth } from "./testing/auth-door.ts";

// The whole way there and back through the real doors and better-auth's own code for both companies. Their addresses are fixed in
// that code, so the twins stand in at the edge of the network: what goes to GitHub's and Google's hosts goes to them.

type Provider = "github" | "google";

const real = globalThis.fetch;
const twins = {} as Record<Provider, Emulator>;
let known: Awaited<ReturnType<typeof signUp>>;
let server: TestServer;

/** Where a request that the server makes to one of the companies really goes. */
function twinOf(address: string): string | null {
  const { origin, pathname, search } = new URL(address);
  const path = `${pathname}${search}`;
  if (origin === "https://github.com" || origin === "https://api.github.com") return `${twins.github.url}${path}`;
  if (origin === "https://accounts.google.com") return `${twins.google.url}${path}`;
  return origin === "https://oauth2.googleapis.com" ? `${twins.google.url}/oauth2${path}` : null;
}

beforeAll(async () => {
  server = await startTestServer({
    env: {
      GITHUB_CLIENT_ID: "Iv1.0123456789abcdef",
      GITHUB_CLIENT_SECRET: "0123456789abcdef0123456789abcdef01234567",
      GOOGLE_CLIENT_ID: "0123456789.apps.googleusercontent.com",
      GOOGLE_CLIENT_SECRET: "GOCSPX-0123456789",
    },
  });
  known = await signUp(server, "Known By Password");
  const redirect = (provider: Provider) => [`${server.url}/auth/callback/${provider}`];
  twins.github = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      github: {
        users: [
          { login: "octocat", name: "Octo Cat", email: "octocat@meridian.example" },
          { login: "second", name: "Second", email: "octo.second@meridian.example" },
          { login: "known", name: "Known", email: known.email },
        ],
        oauth_apps: [
          {
            client_id: "Iv1.0123456789abcdef",
            client_secret: "0123456789abcdef0123456789abcdef01234567",
            name: "Plumbline",
            redirect_uris: redirect("github"),
          },
        ],
      },
    },
  });
  twins.google = await createEmulator({
    service: "google",
    port: 0,
    seed: {
      google: {
        users: [{ email: "ines@meridian.example", name: "Ines Okafor" }],
        oauth_clients: [
          {
            client_id: "0123456789.apps.googleusercontent.com",
            client_secret: "GOCSPX-0123456789",
            name: "Plumbline",
            redirect_uris: redirect("google"),
          },
        ],
      },
    },
  });
  globalThis.fetch = (async (input: RequestInfo | URL, init?: RequestInit) => {
    const address = input instanceof Request ? input.url : String(input);
    const twin = twinOf(address);
    return await real(twin ?? input, init);
  }) as typeof fetch;
}, 60_000);

afterAll(async () => {
  globalThis.fetch = real;
  await server?.close();
  await twins.github?.close();
  await twins.google?.close();
});

/** Sends the visitor to the company. @returns the address there, and the cookie that ties the answer to this browser */
async function leave(provider: Provider): Promise<{ address: string; cookie: string }> {
  const { status, body, cookie } = await askAuth(server, "/sign-in/social", {
    body: { provider, callbackURL: "/", errorCallbackURL: "/sign-in" },
  });
  expect({ status, body }).toMatchObject({ status: 200, body: { redirect: true } });
  return { address: body.url, cookie };
}

/** Presses the button of one user on the company's page. @returns the address that the visitor is sent back to */
async function consent(address: string, user: string): Promise<string> {
  const page = await (await real(twinOf(address) ?? address)).text();
  const form = page.split("<form").find((text) => text.includes(`value="${user}"`)) ?? "";
  const action = /action="([^"]+)"/.exec(form)?.[1];
  expect(action, page.slice(0, 2000)).toBeTruthy();
  const fields = [...form.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)].map(([, name, value]) => [
    name ?? "",
    (value ?? "").replaceAll("&amp;", "&"),
  ]);
  const answer = await real(new URL(action ?? "", twinOf(address) ?? address), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
  });
  return answer.headers.get("location") ?? "";
}

async function signInWith(provider: Provider, user: string): Promise<AuthAnswer> {
  const { address, cookie } = await leave(provider);
  return await askAuth(server, await consent(address, user), { cookie });
}

const sessionOf = async (cookie: string) => (await askAuth(server, "/get-session", { cookie })).body;

test.each([
  ["github", "octocat", "octocat@meridian.example"],
  ["google", "ines@meridian.example", "ines@meridian.example"],
] as const)("%s signs a new person up, verified, and the same person in again", async (provider, user, email) => {
  const first = await signInWith(provider, user);
  expect({ status: first.status, location: first.headers.get("location") }).toEqual({ status: 302, location: "/" });
  const session = await sessionOf(first.cookie);
  expect(session.user).toMatchObject({ email, emailVerified: true });
  const again = await sessionOf((await signInWith(provider, user)).cookie);
  expect(again.user.id).toBe(session.user.id);
  expect(again.session.id).not.toBe(session.session.id);
});

test("who has an account with the same verified address gets into that one", async () => {
  const answer = await signInWith("github", "known");
  const { user } = await sessionOf(answer.cookie);
  expect(user).toMatchObject({ email: known.email, name: "Known By Password" });
});

test("who signed up with somebody else's address and never verified it does not get into that person's account", async () => {
  const [email, password] = ["octo.second@meridian.example", "a password of the intruder's"];
  await askAuth(server, "/sign-up/email", { body: { email, password, name: "Intruder" } });
  const answer = await signInWith("github", "second");
  const session = await sessionOf(answer.cookie);
  if (session) expect(session.user).toMatchObject({ email, emailVerified: true });
  else expect(answer.headers.get("location")).toMatch(/error=/);
  const intruder = await askAuth(server, "/sign-in/email", { body: { email, password } });
  expect(intruder.status).toBeGreaterThanOrEqual(400);
  expect(await sessionOf(intruder.cookie)).toBeNull();
});

test("an answer that another browser asked for opens nothing", async () => {
  const { address } = await leave("github");
  const answer = await askAuth(server, await consent(address, "octocat"));
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toMatch(/\/sign-in\?error=/);
  expect(await sessionOf(answer.cookie)).toBeNull();
});

test("who says no at the company is back on the sign-in page, with the reason", async () => {
  const { address, cookie } = await leave("google");
  const state = new URL(address).searchParams.get("state");
  const answer = await askAuth(server, `${server.url}/auth/callback/google?error=access_denied&state=${state}`, {
    cookie,
  });
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toMatch(/\/sign-in\?error=access_denied/);
});

test("a code of nobody's opens nothing", async () => {
  const { address, cookie } = await leave("github");
  const state = new URL(address).searchParams.get("state");
  const answer = await askAuth(server, `${server.url}/auth/callback/github?code=made-up&state=${state}`, { cookie });
  expect(answer.headers.get("location")).toMatch(/\/sign-in\?error=/);
  expect(await sessionOf(answer.cookie)).toBeNull();
});
