import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import {
  eventually,
  graphqlOver,
  makeWorkspace,
  type ProvingGround,
  proveWriteVerb,
  startProvingGround,
  startTestServer,
} from "../../testing/index.ts";
import { isApiKey } from "./api-keys/api-key-format.ts";
import { authenticateApiKey } from "./api-keys/authenticate-api-key.ts";

let ground: ProvingGround;
let environmentId: string;
let tenantId: string;

beforeAll(async () => {
  ground = await startProvingGround();
  const { data } = await ground.ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id } } } }",
    {
      slug: ground.workspace.slug,
    },
  );
  environmentId = data.workspace.environments.nodes[0].id;
  const made = await ground.ask(
    "mutation ($input: CreateTenantInput!) { createTenant(input: $input) { ... on CreateTenantSuccess { tenant { id } } } }",
    { input: { workspaceId: ground.workspace.id, key: "acme", name: "Acme Trading" } },
  );
  tenantId = made.data.createTenant.tenant.id;
});

afterAll(async () => {
  await ground?.close();
});

const createKey = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename
  ... on CreateApiKeySuccess { key apiKey { id start last4 } } ... on InvalidInput { issues { path message } } } }`;
const tenantsOf = "query ($slug: String!) { workspace(slug: $slug) { tenants { totalCount } } }";

async function makeKey(scopes: string[], more: Record<string, unknown> = {}) {
  const input = { workspaceId: ground.workspace.id, environmentId, name: "CI", kind: "SECRET", scopes, ...more };
  return (await ground.ask(createKey, { input })).data.createApiKey;
}

/** The status with which the API answers a key: 401 when it is not good any more. */
async function statusWith(token: string, url = ground.server.url): Promise<number> {
  return (await graphqlOver(url, tenantsOf, { slug: ground.workspace.slug }, { token })).status;
}

async function later<T>(ms: number, run: () => Promise<T>): Promise<T> {
  const { clock } = ground.server.app;
  const { now } = clock;
  clock.now = () => new Date(Date.now() + ms);
  try {
    return await run();
  } finally {
    clock.now = now;
  }
}

describe("API keys", () => {
  test("creating keeps the four promises; the key is shown once and only its hash is stored", async () => {
    const made = await proveWriteVerb(ground, {
      mutation: "createApiKey",
      select: "key apiKey { id start last4 scopes state environment { key } createdByName }",
      event: "api_key.created",
      input: ({ workspace }) => ({
        workspaceId: workspace.id,
        environmentId,
        name: "Backend",
        kind: "SECRET",
        scopes: ["tenants:read", "workspace:read"],
      }),
    });
    expect(made.key).toMatch(/^plb_live_[0-9A-Za-z]{36}$/);
    expect(made.key.startsWith(made.apiKey.start) && made.key.endsWith(made.apiKey.last4)).toBe(true);
    const { raw } = ground.server.app.database;
    const rows =
      await raw`select row_to_json(k)::text as row from api_keys k where workspace_id = ${decodeId("ws", ground.workspace.id)}`;
    const log = await raw`select row_to_json(e)::text as row from events e`;
    expect(JSON.stringify([...rows, ...log])).not.toContain(made.key);
    const { data } = await graphqlOver(
      ground.server.url,
      tenantsOf,
      { slug: ground.workspace.slug },
      { token: made.key },
    );
    expect(data.workspace.tenants.totalCount).toBe(1);
  });

  test("a key does what its scopes say and no more, in its workspace and no other", async () => {
    const { key } = await makeKey(["workspace:read"]);
    const denied = await graphqlOver(ground.server.url, tenantsOf, { slug: ground.workspace.slug }, { token: key });
    expect(denied.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    const other = await graphqlOver(ground.server.url, tenantsOf, { slug: ground.stranger.slug }, { token: key });
    expect(other.data.workspace).toBeNull();
  });

  test("scopes that its kind may not carry are refused, each with its place", async () => {
    const refused = await makeKey(["workspace:read", "tenants:read", "members:write"], { kind: "PUBLISHABLE" });
    expect(refused.issues.map((issue: { path: string[] }) => issue.path.join("."))).toHaveLength(2);
  });

  test("when a workspace's time is over no key of it is taken: what came now would be deleted", async () => {
    const [before, after] = [await makeKey(["workspace:read"]), await makeKey(["workspace:read"])];
    expect(await statusWith(before.key)).toBe(200);
    const { raw } = ground.server.app.database;
    const id = decodeId("ws", ground.workspace.id);
    await raw`update workspaces set purge_after = now() - interval '1 second' where id = ${id}`;
    expect(await statusWith(after.key)).toBe(401);
    await raw`update workspaces set purge_after = null where id = ${id}`;
  });

  test("a mistyped key is told by its checksum, without asking the database", async () => {
    const { key } = await makeKey(["workspace:read"]);
    expect(isApiKey(key)).toBe(true);
    const at = 12;
    const mistyped = key.slice(0, at) + (key[at] === "a" ? "b" : "a") + key.slice(at + 1);
    expect(isApiKey(mistyped)).toBe(false);
    expect(await statusWith(mistyped)).toBe(401);
    const app = {
      get database() {
        throw new Error("The database was asked.");
      },
    } as never;
    expect(await authenticateApiKey(app, mistyped)).toBeNull();
  });

  test("rotating keeps the four promises: both work for the overlap, then one", async () => {
    const old = await makeKey(["workspace:read", "tenants:read"]);
    const made = await proveWriteVerb(ground, {
      mutation: "rotateApiKey",
      select: "key apiKey { id rotatedFromId scopes }",
      event: "api_key.rotated",
      input: () => ({ apiKeyId: old.apiKey.id, overlapHours: 2 }),
    });
    expect(made.apiKey.rotatedFromId).toBe(old.apiKey.id);
    expect([await statusWith(old.key), await statusWith(made.key)]).toEqual([200, 200]);
    await later(2 * 3_600_000 + 1000, async () => {
      expect([await statusWith(old.key), await statusWith(made.key)]).toEqual([401, 200]);
    });
  });

  test("revoking keeps the four promises, and every process refuses the key at once", async () => {
    const { server } = ground;
    const second = await startTestServer({
      databaseUrl: server.databaseUrl,
      env: { PLUMBLINE_DATA: server.dataDir },
      roles: ["serve"],
    });
    try {
      const { key, apiKey } = await makeKey(["workspace:read", "tenants:read"]);
      expect([await statusWith(key), await statusWith(key, second.url)]).toEqual([200, 200]);
      await proveWriteVerb(ground, {
        mutation: "revokeApiKey",
        select: "apiKey { state }",
        event: "api_key.revoked",
        input: () => ({ apiKeyId: apiKey.id }),
      });
      expect(await statusWith(key)).toBe(401);
      // Sooner than the five seconds for which a look-up is believed: the bus told it.
      await eventually(async () => (await statusWith(key, second.url)) === 401, 3);
    } finally {
      await second.close();
    }
  });

  test("a key with an end stops working then, and its last use is noted", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { key, apiKey } = await makeKey(["workspace:read", "tenants:read"], { expiresAt });
    expect(await statusWith(key)).toBe(200);
    await later(3_601_000, async () => expect(await statusWith(key)).toBe(401));
    await eventually(async () => {
      const { data } = await ground.ask("query ($id: ID!) { node(id: $id) { ... on ApiKey { lastUsedAt } } }", {
        id: apiKey.id,
      });
      return data.node.lastUsedAt;
    });
  });
});

describe("embed tokens", () => {
  const page = "https://app.acme.example";
  const mint = `mutation ($input: MintEmbedTokenInput!) { mintEmbedToken(input: $input) { __typename
    ... on MintEmbedTokenSuccess { token expiresAt embedToken { id } } ... on Refusal { message } } }`;

  async function mintWith(token: string, more: Record<string, unknown> = {}) {
    const input = { component: "integrations", tenantKey: "acme", origins: [page], ...more };
    return (await graphqlOver(ground.server.url, mint, { input }, { token })).data.mintEmbedToken;
  }

  /** The status with which the API answers a page. The body is refused either way unless the operation is a published one. */
  async function statusFrom(token: string, origin: string | null): Promise<number> {
    const headers = origin ? { origin } : {};
    return (
      await graphqlOver(ground.server.url, "{ __typename }", {}, { token, headers: headers as Record<string, string> })
    ).status;
  }

  test("minting keeps the four promises", async () => {
    const made = await proveWriteVerb(ground, {
      mutation: "mintEmbedToken",
      select: "token expiresAt embedToken { component subject origins tenant { key } }",
      event: "embed_token.minted",
      input: ({ workspace }) => ({
        workspaceId: workspace.id,
        component: "integrations",
        tenantId,
        subject: "user-7",
        origins: [page],
      }),
    });
    expect(made.token).toMatch(/^plb_emb_/);
    expect(made.embedToken).toEqual({
      component: "integrations",
      subject: "user-7",
      origins: [page],
      tenant: { key: "acme" },
    });
  });

  test("a backend's key mints; one without the scope, and a publishable one, do not", async () => {
    const { key } = await makeKey(["embed_tokens:write"]);
    const made = await mintWith(key);
    const seconds = (new Date(made.expiresAt).getTime() - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(590);
    expect(seconds).toBeLessThanOrEqual(600);
    const { key: other } = await makeKey(["tenants:read"]);
    expect((await mintWith(other)).__typename).toBe("Forbidden");
    expect((await makeKey(["embed_tokens:write"], { kind: "PUBLISHABLE" })).__typename).toBe("InvalidInput");
  });

  test("it works on its pages for ten minutes, and nowhere else", async () => {
    const { key } = await makeKey(["embed_tokens:write"]);
    const { token } = await mintWith(key);
    expect(await statusFrom(token, page)).toBe(200);
    expect(await statusFrom(token, "https://evil.example")).toBe(403);
    expect(await statusFrom(token, null)).toBe(403);
    await later(601_000, async () => expect(await statusFrom(token, page)).toBe(401));
    const forged = `${token.slice(0, -3)}${token.endsWith("AAA") ? "BBB" : "AAA"}`;
    expect(await statusFrom(forged, page)).toBe(401);
  });

  test("it ends with the key that minted it, and when it is revoked itself", async () => {
    const { key, apiKey } = await makeKey(["embed_tokens:write"]);
    const [first, second] = [await mintWith(key), await mintWith(key)];
    expect(await statusFrom(first.token, page)).toBe(200);
    await proveWriteVerb(ground, {
      mutation: "revokeEmbedToken",
      select: "embedToken { revokedAt }",
      event: "embed_token.revoked",
      input: () => ({ embedTokenId: first.embedToken.id }),
    });
    expect([await statusFrom(first.token, page), await statusFrom(second.token, page)]).toEqual([401, 200]);
    await ground.ask("mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { __typename } }", {
      input: { apiKeyId: apiKey.id },
    });
    expect(await statusFrom(second.token, page)).toBe(401);
  });

  test("origins that are no origins are refused, and a tenant of another workspace is not found", async () => {
    const { key } = await makeKey(["embed_tokens:write"]);
    for (const origin of ["acme.example", "https://acme.example/path", "http://acme.example", "*", "null"]) {
      expect((await mintWith(key, { origins: [origin] })).__typename, origin).toBe("InvalidInput");
    }
    const other = await makeWorkspace(ground.server, "Other");
    const { data } = await ground.ask(
      "mutation ($input: CreateTenantInput!) { createTenant(input: $input) { ... on CreateTenantSuccess { tenant { id } } } }",
      { input: { workspaceId: other.id, key: "theirs", name: "Theirs" } },
      { cookie: other.owner.cookie },
    );
    const refused = await mintWith(key, { tenantKey: undefined, tenantId: data.createTenant.tenant.id });
    expect(refused.__typename).toBe("NotFound");
  });
});
