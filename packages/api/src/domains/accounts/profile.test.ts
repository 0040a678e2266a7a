import { afterAll, beforeAll, expect, test } from "vitest";
import { graphqlOver, signUp, startTestServer, type TestServer } from "../../testing/index.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => await server?.close());

const update = async (input: object, options: Parameters<typeof graphqlOver>[3]) =>
  await graphqlOver(
    server.url,
    `mutation ($input: UpdateProfileInput!) {
      updateProfile(input: $input) {
        __typename
        ... on UpdateProfileSuccess { viewer { name timeZone } }
        ... on InvalidInput { issues { path message } }
        ... on Refusal { code }
      }
    }`,
    { input },
    options,
  );

test("a person changes name and time zone; what is left out stays, null forgets", async () => {
  const { cookie } = await signUp(server);
  const change = async (input: object) => (await update(input, { cookie })).data.updateProfile.viewer;
  expect(await change({ name: " Inês ", timeZone: "Europe/Lisbon" })).toEqual({
    name: "Inês",
    timeZone: "Europe/Lisbon",
  });
  expect(await change({ name: "Ines" })).toEqual({ name: "Ines", timeZone: "Europe/Lisbon" });
  expect(await change({ timeZone: null })).toEqual({ name: "Ines", timeZone: null });
});

test("every broken rule is listed", async () => {
  const { cookie } = await signUp(server);
  const { data } = await update({ name: "a\nb", timeZone: "Mars/Olympus" }, { cookie });
  expect(data.updateProfile).toMatchObject({ __typename: "InvalidInput", code: "INVALID_INPUT" });
  expect(data.updateProfile.issues.map(({ path }: { path: string[] }) => path[0])).toEqual(["name", "timeZone"]);
});

test("a replay is harmless, and another input under the same key is refused", async () => {
  const { cookie } = await signUp(server);
  const idempotencyKey = "rename-once";
  const first = await update({ name: "First" }, { cookie, idempotencyKey });
  expect((await update({ name: "First" }, { cookie, idempotencyKey })).data).toEqual(first.data);
  const other = await update({ name: "Second" }, { cookie, idempotencyKey });
  expect(other.data.updateProfile.code).toBe("IDEMPOTENCY_CONFLICT");
});

test("an anonymous visitor has no viewer and no profile, and reads what the installation is", async () => {
  const refused = await update({ name: "Nobody" }, {});
  expect(refused.data?.updateProfile.code ?? refused.errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  const { data } = await graphqlOver(
    server.url,
    "{ viewer { id } instance { publicUrl localMail mailboxUrl signInProviders version demo } }",
  );
  expect(data.viewer).toBeNull();
  expect(data.instance).toMatchObject({
    publicUrl: server.url,
    localMail: true,
    mailboxUrl: `${server.url}/dev/mailbox`,
    signInProviders: [],
    demo: true,
  });
});

test("a stranger's node is null, one's own is not", async () => {
  const [me, stranger] = [await signUp(server), await signUp(server)];
  const idOf = async (cookie: string) =>
    (await graphqlOver(server.url, "{ viewer { id } }", {}, { cookie })).data.viewer.id;
  const node = async (id: string) =>
    (
      await graphqlOver(
        server.url,
        "query ($id: ID!) { node(id: $id) { id ... on User { email } } }",
        { id },
        { cookie: me.cookie },
      )
    ).data.node;
  const own = await idOf(me.cookie);
  expect(own).toMatch(/^usr_/);
  expect(await node(own)).toEqual({ id: own, email: me.email });
  expect(await node(await idOf(stranger.cookie))).toBeNull();
});
