import { afterAll, beforeAll, expect, test } from "vitest";
import { graphqlOver, signUp, startTestServer, type TestServer } from "../../testing/index.ts";
import { askAuth, mailAbout } from "./testing/auth-door.ts";
import { softwarePasskey } from "./testing/software-passkey.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => await server?.close());

type Passkey = ReturnType<typeof softwarePasskey>;

const viewer = async (cookie: string) =>
  (await graphqlOver(server.url, "{ viewer { email } }", {}, { cookie })).data.viewer;

async function add(passkey: Passkey, cookie: string) {
  const options = await askAuth(server, "/passkey/generate-register-options?name=Laptop", { cookie });
  expect(options.body.rp).toEqual({ name: "Plumbline", id: "localhost" });
  const body = { response: passkey.create(options.body), name: "Laptop" };
  return await askAuth(server, "/passkey/verify-registration", { body, cookie: `${cookie}; ${options.cookie}` });
}

async function signInWith(passkey: Passkey) {
  const options = await askAuth(server, "/passkey/generate-authenticate-options");
  const body = { response: passkey.get(options.body) };
  return await askAuth(server, "/passkey/verify-authentication", { body, cookie: options.cookie });
}

test("a passkey is added, told to the owner by mail, signs in, and is removed", async () => {
  const { email, cookie } = await signUp(server);
  const passkey = softwarePasskey(server.url);
  expect(await add(passkey, cookie)).toMatchObject({ status: 200, body: { name: "Laptop" } });
  await mailAbout(server, email, "passkey was added");
  expect(await viewer((await signInWith(passkey)).cookie)).toEqual({ email });

  const { body: list } = await askAuth(server, "/passkey/list-user-passkeys", { cookie });
  const removed = await askAuth(server, "/passkey/delete-passkey", { body: { id: list[0].id }, cookie });
  expect(removed.status).toBe(200);
  await mailAbout(server, email, "passkey was removed");
  expect((await signInWith(passkey)).status).toBeGreaterThanOrEqual(400);
});

test("a passkey of another origin is refused", async () => {
  const { cookie } = await signUp(server);
  const refused = await add(softwarePasskey("http://localhost:1"), cookie);
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.body.nextStep).toBeTruthy();
});

test("an unknown passkey is refused in words", async () => {
  const refused = await signInWith(softwarePasskey(server.url));
  expect(refused).toMatchObject({ status: 401, cookie: "" });
  expect(refused.body.message).toMatch(/passkey/i);
});

test("somebody else's passkey cannot be removed", async () => {
  const [owner, other] = [await signUp(server), await signUp(server)];
  const passkey = softwarePasskey(server.url);
  const { body } = await add(passkey, owner.cookie);
  const refused = await askAuth(server, "/passkey/delete-passkey", { body: { id: body.id }, cookie: other.cookie });
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(await viewer((await signInWith(passkey)).cookie)).toEqual({ email: owner.email });
});
