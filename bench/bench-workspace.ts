import { decodeId } from "../packages/api/src/graphql/ids.ts";
import { graphqlOver } from "../packages/api/src/testing/graphql-over.ts";
import { makeWorkspace } from "../packages/api/src/testing/make-workspace.ts";

/** A workspace with a secret API key, made through the real doors. */
export interface BenchWorkspace {
  readonly workspaceId: string;
  readonly workspaceUuid: string;
  readonly slug: string;
  readonly token: string;
  readonly cookie: string;
}

export async function makeBenchWorkspace({ url }: { url: string }): Promise<BenchWorkspace> {
  const workspace = await makeWorkspace({ url });
  const { cookie } = workspace.owner;
  const ask = async (query: string, variables: Record<string, unknown>) => {
    const answer = await graphqlOver(url, query, variables, { cookie });
    if (!answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  };
  const { workspace: found } = await ask(
    `query ($slug: String!) { workspace(slug: $slug) { environments(first: 1) { nodes { id } } } }`,
    {
      slug: workspace.slug,
    },
  );
  const { createApiKey } = await ask(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename ... on CreateApiKeySuccess { key } ... on Refusal { message } } }`,
    {
      input: {
        workspaceId: workspace.id,
        environmentId: found.environments.nodes[0].id,
        name: "bench",
        kind: "SECRET",
        scopes: [
          "workspace:read",
          "events:read",
          "services:read",
          "services:write",
          "integrations:read",
          "deliveries:read",
          "signals:read",
          "tenants:read",
          "logs:read",
          "logs:write",
          "logs:export",
        ],
      },
    },
  );
  const token = createApiKey.key;
  if (!token) throw new Error(JSON.stringify(createApiKey));
  return {
    workspaceId: workspace.id,
    workspaceUuid: decodeId("ws", workspace.id),
    slug: workspace.slug,
    token,
    cookie,
  };
}
