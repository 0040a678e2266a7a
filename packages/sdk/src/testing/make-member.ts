import { makeWorkspace, type TestServer, type TestWorkspace } from "@plumbline/api/testing";
import { createPlumbline, type Plumbline, type PlumblineOptions } from "../create-plumbline.ts";
import type { TypedDocument } from "../typed-document.ts";

type Settings = Omit<Partial<PlumblineOptions>, "apiKey" | "session" | "getToken">;

/** A workspace's owner with clients that act as the owner's browser does: by cookie, from the console's own origin. */
export interface Member {
  readonly workspace: TestWorkspace;
  /** An integration of the workspace, to rename when an event is wanted. */
  readonly integrationId: string;
  client(url: string, settings?: Settings): Plumbline;
  /** Causes one event of the type `integration.updated` with this name in it. */
  rename(name: string): Promise<void>;
}

interface Connected {
  connectIntegration: { connected: { integration: { id: string } } } | { code: string; message: string };
}

const connect = `mutation ($input: ConnectIntegrationInput!) { connectIntegration(input: $input) {
  ... on ConnectIntegrationSuccess { connected { integration { id } } }
  ... on Refusal { code message nextStep } } }` as TypedDocument<Connected, { input: Record<string, unknown> }>;

const rename = `mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) {
  ... on UpdateIntegrationSuccess { integration { id } }
  ... on Refusal { code message nextStep } } }` as TypedDocument<
  { updateIntegration: { integration: { id: string } } | { code: string; message: string } },
  { input: { integrationId: string; name: string } }
>;

export async function makeMember(server: TestServer): Promise<Member> {
  const workspace = await makeWorkspace(server);
  const asBrowser = { cookie: workspace.owner.cookie, origin: server.url };
  const client = (url: string, settings: Settings = {}) =>
    createPlumbline({
      ...settings,
      url,
      session: "cookie",
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...(init?.headers as Record<string, string>), ...asBrowser } }),
      webSocket: settings.webSocket === undefined ? socketWith(asBrowser) : settings.webSocket,
    });
  const direct = client(server.url);
  const made = await direct.mutate(connect, {
    input: { workspaceId: workspace.id, provider: "generic-webhook", name: "Deploys" },
  });
  if (!made.ok) throw made.error;
  const integrationId = made.data.connectIntegration.connected.integration.id;
  return {
    workspace,
    integrationId,
    client,
    async rename(name) {
      const renamed = await direct.mutate(rename, { input: { integrationId, name } });
      if (!renamed.ok) throw renamed.error;
    },
  };
}

/** Node's WebSocket takes headers as browsers send them by themselves. */
function socketWith(headers: Record<string, string>): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, { protocols, headers } as never);
    }
  };
}
