import { decodeId } from "../../../graphql/ids.ts";
import { graphqlOver } from "../../../testing/graphql-over.ts";
import { makeWorkspace, type TestWorkspace } from "../../../testing/make-workspace.ts";
import type { TestServer } from "../../../testing/start-test-server.ts";
import { postgresRows } from "./stored-rows.ts";

/** A workspace with a key that may send logs. */
export interface LogGround {
  readonly workspace: TestWorkspace;
  readonly workspaceUuid: string;
  readonly apiKey: string;
  /** Sends bytes to a door. */
  post(path: string, body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<Response>;
  /** One operation as the owner. */
  ask(query: string, variables?: Record<string, unknown>): ReturnType<typeof graphqlOver>;
  /** Everything that is stored, in the order of arrival. */
  stored(): ReturnType<typeof postgresRows>;
  /** Removes what is stored, so that tests can share a workspace. */
  empty(): Promise<void>;
}

/** Makes a workspace and a key through the doors. */
export async function makeLogGround(server: TestServer, scopes: string[] = ["logs:write"]): Promise<LogGround> {
  return await logGroundOf(server, await makeWorkspace(server), scopes);
}

/** The same in a workspace that is there. */
export async function logGroundOf(
  server: TestServer,
  workspace: TestWorkspace,
  scopes: string[] = ["logs:write"],
): Promise<LogGround> {
  const workspaceUuid = decodeId("ws", workspace.id);
  const ask = (query: string, variables: Record<string, unknown> = {}) =>
    graphqlOver(server.url, query, variables, { cookie: workspace.owner.cookie });
  const { data } = await ask(
    `query ($slug: String!) { workspace(slug: $slug) { environments(first: 1) { nodes { id } } } }`,
    { slug: workspace.slug },
  );
  const made = await ask(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { key } ... on Refusal { message } } }`,
    {
      input: {
        workspaceId: workspace.id,
        environmentId: data.workspace.environments.nodes[0].id,
        name: "logs",
        kind: "SECRET",
        scopes,
      },
    },
  );
  const apiKey: string = made.data.createApiKey.key;
  return {
    workspace,
    workspaceUuid,
    apiKey,
    ask,
    post: (path, body, headers = {}) =>
      fetch(`${server.url}${path}`, {
        method: "POST",
        body,
        headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", ...headers },
      }),
    stored: () => postgresRows(server.app, workspaceUuid),
    async empty() {
      await server.app.database.raw`delete from log_entries where workspace_id = ${workspaceUuid}`;
    },
  };
}
