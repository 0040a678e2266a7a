import type { App } from "../../../app.ts";
import type { DemoSecrets } from "../demo-account.ts";
import type { DemoCredential, DemoDoor } from "../demo-door.ts";
import { demoServices, demoTenants } from "../demo-story.ts";
import { openKeys } from "./demo-keys.ts";
import { furnishFlags } from "./furnish-flags.ts";
import { furnishLogs } from "./furnish-logs.ts";
import { lookAround } from "./look-around.ts";

export interface FurnishDemoOptions {
  app: App;
  door: DemoDoor;
  /** The demo's person. */
  person: DemoCredential;
  /** The id outside, `ws_…`. */
  workspaceId: string;
  /** Filled in with the doors and keys that are opened. */
  secrets: DemoSecrets;
}

/** The doors of the demo: one that lives, one that nothing is ever sent to, so that the difference can be seen. */
const hooks = ["Delivery pipeline", "Nightly backup"] as const;

/** Gives the demo workspace what a company would have. Harmless when it is all there. */
export async function furnishDemo(options: FurnishDemoOptions): Promise<void> {
  const { door, person, workspaceId, secrets } = options;
  const file = (content: unknown) => ({ workspaceId, content: JSON.stringify(content) });
  // The same import that a company's own file would take: what is there already stays as it is.
  await door.make("importServices", file(demoServices), person);
  await door.make("importTenants", file(demoTenants), person);
  for (const name of hooks) secrets.hooks[name] ??= await openHook(options, name);
  const place = await lookAround(options);
  await openKeys(options, place);
  await furnishLogs(options, place);
  await furnishFlags(options, await lookAround(options));
}

async function openHook({ door, person, workspaceId }: FurnishDemoOptions, name: string) {
  const input = { workspaceId, provider: "generic-webhook", name, mode: "WEBHOOK" };
  const { connected } = await door.make<{ connected: { hookUrl: string; secret: string } }>(
    "connectIntegration",
    input,
    person,
    "connected { hookUrl secret }",
  );
  return { url: connected.hookUrl, secret: connected.secret };
}
