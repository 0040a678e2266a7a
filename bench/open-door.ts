import { decodeId } from "../packages/api/src/graphql/ids.ts";
import { graphqlOver } from "../packages/api/src/testing/graphql-over.ts";
import type { BenchServer } from "./bench-server.ts";
import type { BenchWorkspace } from "./bench-workspace.ts";

/** A door for signed webhooks. */
export interface Door {
  url: string;
  secret: string;
  integrationUuid: string;
}

/** Connects the generic signed webhook through the API. */
export async function openDoor(server: BenchServer, { workspaceId, cookie }: BenchWorkspace): Promise<Door> {
  const { data, errors } = await graphqlOver(
    server.url,
    `mutation ($input: ConnectIntegrationInput!) {
      connectIntegration(input: $input) {
        ... on ConnectIntegrationSuccess { connected { hookUrl secret integration { id } } }
        ... on Refusal { message }
      }
    }`,
    { input: { workspaceId, provider: "generic-webhook" } },
    { cookie },
  );
  const connected = data?.connectIntegration.connected;
  if (!connected) throw new Error(JSON.stringify(errors ?? data));
  const url = connected.hookUrl.replace("localhost", "127.0.0.1");
  return { url, secret: connected.secret, integrationUuid: decodeId("int", connected.integration.id) };
}
