import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { graphqlOver, makeWorkspace, type TestServer } from "@plumbline/api/testing";

/** A tenant of a workspace, with everything that its backend needs to embed a widget. */
export interface EmbeddingTenant {
  readonly id: string;
  readonly workspaceId: string;
  /** Connects a signed webhook for the tenant, or for nobody in particular. */
  connect(name: string, tenantId?: string | null): Promise<Connected>;
  /** Asks for an embed token with the backend's secret key, as a backend does. */
  mint(
    origins: string[],
    component?: "integrations" | "integrations-connect",
  ): Promise<{ token: string; expiresAt: string; id: string }>;
  /** Runs an operation as the workspace's owner. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape
  asOwner(query: string, variables: Record<string, unknown>): Promise<any>;
}

export interface Connected {
  integrationId: string;
  /** Sends one signed delivery by the line that the console shows for pasting. */
  deliver(): Promise<string>;
}

const mintToken = `mutation ($input: MintEmbedTokenInput!) { mintEmbedToken(input: $input) {
  ... on MintEmbedTokenSuccess { token expiresAt embedToken { id } } ... on Refusal { code message } } }`;

export async function makeTenant(server: TestServer): Promise<EmbeddingTenant> {
  const workspace = await makeWorkspace(server);
  const workspaceId = workspace.id;

  const asOwner: EmbeddingTenant["asOwner"] = async (query, variables) => {
    const { data, errors } = await graphqlOver(server.url, query, variables, { cookie: workspace.owner.cookie });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  const made = await asOwner(
    `mutation ($input: CreateTenantInput!) { createTenant(input: $input) {
      ... on CreateTenantSuccess { tenant { id } } ... on Refusal { code message } } }`,
    { input: { workspaceId, key: "acme", name: "Acme" } },
  );
  const { workspace: found } = await asOwner(
    `query ($slug: String!) { workspace(slug: $slug) { environments(first: 1) { nodes { id } } } }`,
    {
      slug: workspace.slug,
    },
  );
  const keyed = await asOwner(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
      ... on CreateApiKeySuccess { key } ... on Refusal { code message } } }`,
    {
      input: {
        workspaceId,
        environmentId: found.environments.nodes[0].id,
        kind: "SECRET",
        name: "backend",
        scopes: ["embed_tokens:write", "integrations:write"],
      },
    },
  );
  const id: string = made.createTenant.tenant.id;
  const key: string = keyed.createApiKey.key;

  return {
    id,
    workspaceId,
    asOwner,
    async connect(name, tenantId = id) {
      const { connectIntegration } = await asOwner(
        `mutation ($input: ConnectIntegrationInput!) { connectIntegration(input: $input) {
          ... on ConnectIntegrationSuccess { connected { curl integration { id } } } ... on Refusal { code message } } }`,
        { input: { workspaceId, provider: "generic-webhook", name, tenantId, mode: "WEBHOOK" } },
      );
      const { curl, integration } = connectIntegration.connected;
      return {
        integrationId: integration.id,
        deliver: async () => (await promisify(execFile)("bash", ["-c", curl])).stdout,
      };
    },
    async mint(origins, component = "integrations") {
      const input = { component, tenantKey: "acme", subject: "user-7", origins };
      const { data, errors } = await graphqlOver(server.url, mintToken, { input }, { token: key });
      if (!data?.mintEmbedToken?.token) throw new Error(JSON.stringify(errors ?? data));
      const { token, expiresAt, embedToken } = data.mintEmbedToken;
      return { token, expiresAt, id: embedToken.id };
    },
  };
}
