import type { DemoSecrets } from "./demo-account.ts";
import type { DemoDoor } from "./demo-door.ts";
import { demoServices, demoTenants } from "./demo-story.ts";

export interface FurnishDemoOptions {
  door: DemoDoor;
  cookie: string;
  /** The id outside, `ws_…`. */
  workspaceId: string;
  /** Filled in with the doors that are opened. */
  secrets: DemoSecrets;
}

/** The doors of the demo: one that lives, one that nothing is ever sent to, so that the difference can be seen. */
const hooks = ["Delivery pipeline", "Nightly backup"] as const;

/** The same import that a company's own file would take: what is there already stays as it is. */
const importing = (mutation: string, input: string) =>
  `mutation ($input: ${input}!) { ${mutation}(input: $input) { __typename ... on Refusal { message } } }`;

const connect = `mutation ($input: ConnectIntegrationInput!) {
  connectIntegration(input: $input) { ... on ConnectIntegrationSuccess { connected { hookUrl secret } } }
}`;

/** Gives the demo workspace what a company would have. Harmless when it is all there. */
export async function furnishDemo(options: FurnishDemoOptions): Promise<void> {
  const { door, cookie, workspaceId, secrets } = options;
  const file = (content: unknown) => ({ input: { workspaceId, content: JSON.stringify(content) } });
  await door.ask(importing("importServices", "ImportServicesInput"), file(demoServices), cookie);
  await door.ask(importing("importTenants", "ImportTenantsInput"), file(demoTenants), cookie);
  for (const name of hooks) secrets.hooks[name] ??= await openHook(options, name);
}

async function openHook({ door, cookie, workspaceId }: FurnishDemoOptions, name: string) {
  const input = { workspaceId, provider: "generic-webhook", name, mode: "WEBHOOK" };
  const { connectIntegration } = await door.ask<{
    connectIntegration: { connected: { hookUrl: string; secret: string } };
  }>(connect, { input }, cookie);
  const { hookUrl, secret } = connectIntegration.connected;
  return { url: hookUrl, secret };
}
