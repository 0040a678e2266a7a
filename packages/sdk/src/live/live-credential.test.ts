import { eventually, graphqlOver, startTestServer, type TestServer } from "@plumbline/api/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPlumbline } from "../create-plumbline.ts";
import { EventsRecordedDocument } from "../operations.ts";
import type { PlumblineError } from "../plumbline-error.ts";
import { type Member, makeMember } from "../testing/make-member.ts";
import { startFlakyProxy } from "../testing/start-flaky-proxy.ts";

let server: TestServer;
let member: Member;

beforeAll(async () => {
  server = await startTestServer();
  member = await makeMember(server);
});
afterAll(() => server.close());

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape
async function asOwner(query: string, variables: Record<string, unknown>): Promise<any> {
  const { data, errors } = await graphqlOver(server.url, query, variables, { cookie: member.workspace.owner.cookie });
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function makeKey(): Promise<{ id: string; key: string }> {
  const { id: workspaceId, slug } = member.workspace;
  const { workspace } = await asOwner(
    `query ($slug: String!) { workspace(slug: $slug) { environments(first: 1) { nodes { id } } } }`,
    { slug },
  );
  const { createApiKey } = await asOwner(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
      ... on CreateApiKeySuccess { key apiKey { id } } ... on Refusal { message } } }`,
    {
      input: {
        workspaceId,
        environmentId: workspace.environments.nodes[0].id,
        kind: "SECRET",
        name: "listener",
        scopes: ["events:read", "workspace:read"],
      },
    },
  );
  return { id: createApiKey.apiKey.id, key: createApiKey.key };
}

const revoke = (apiKeyId: string) =>
  asOwner(
    `mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { __typename ... on Refusal { message } } }`,
    {
      input: { apiKeyId },
    },
  );

describe("live, when its credential ends", () => {
  it.each(["websocket", "sse"] as const)(
    "asks for another token and goes on behind its cursor, over %s",
    async (mode) => {
      const keys = [await makeKey(), await makeKey()];
      const proxy = await startFlakyProxy(server.url);
      proxy.refuseUpgrades = mode === "sse";
      let asked = 0;
      const getToken = () => {
        asked += 1;
        return keys[asked - 1]?.key ?? "";
      };
      const names: string[] = [];
      const client = createPlumbline({ url: proxy.url, getToken });
      client.live(
        EventsRecordedDocument,
        { workspaceId: member.workspace.id, types: ["integration.updated"] },
        {
          onEvent: ({ events }) => names.push((events.event.data as { name: string }).name),
        },
      );
      await eventually(() => client.status.mode === mode);
      await member.rename("with the first");
      await eventually(() => names.length === 1);
      await revoke(keys[0]?.id ?? "");
      await member.rename("in between");
      await eventually(() => asked === 2);
      await member.rename("with the second");
      await eventually(() => names.length === 3);
      expect(names).toEqual(["with the first", "in between", "with the second"]);
      client.close();
      await proxy.close();
    },
  );

  it("ends with a typed error when there is no other", async () => {
    const { id, key } = await makeKey();
    const client = createPlumbline({ url: server.url, apiKey: key });
    const ended = new Promise<PlumblineError | null>((onEnd) => {
      client.live(EventsRecordedDocument, { workspaceId: member.workspace.id }, { onEvent() {}, onEnd });
    });
    await eventually(() => client.status.mode === "websocket");
    await revoke(id);
    expect(await ended).toMatchObject({ code: "UNAUTHENTICATED" });
  });
});
