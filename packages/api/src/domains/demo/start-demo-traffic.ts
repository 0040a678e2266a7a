import type { App } from "../../app.ts";
import { decodeId } from "../../graphql/ids.ts";
import { systemContext } from "../../service/context.ts";
import { isFeatureOn } from "../../service/features.ts";
import { deliverFacts } from "./deliver-facts.ts";
import type { DemoSecrets } from "./demo-account.ts";
import type { DemoDoor } from "./demo-door.ts";
import { asProgram, type DemoKeyName } from "./furnish/demo-keys.ts";
import { runShop } from "./shop/run-shop.ts";

export interface StartDemoTrafficOptions {
  door: DemoDoor;
  secrets: DemoSecrets;
  /** The id outside, `ws_…`. */
  workspaceId: string;
}

const running = new WeakMap<App, () => Promise<void>>();

/** Simulates a company's systems for as long as the process runs and the workspace's flag is on. Started twice, it runs once. */
export function startDemoTraffic(app: App, { door, secrets, workspaceId }: StartDemoTrafficOptions): void {
  const hook = secrets.hooks["Delivery pipeline"];
  const key = secrets.keys["Simulated shop"];
  if (!hook || !key || running.has(app)) return;
  const uuid = decodeId("ws", workspaceId);
  const isOn = () => isFeatureOn(systemContext(app, "demo"), uuid, "plumbline.demo-traffic");
  const stopFacts = deliverFacts({ app, hook, isOn });
  const as = (name: DemoKeyName) => ({ door, credential: asProgram(secrets.keys, name), workspaceId });
  const [bot, onCall] = [as("Simulated release bot"), as("Simulated on-call")];
  const closeShop = runShop({ app, key, bot, onCall, isOn });
  running.set(app, async () => {
    stopFacts();
    await closeShop();
  });
}

/** Ends the simulation of this process; resolves when nothing of it is under way any more. */
export async function stopDemoTraffic(app: App): Promise<void> {
  const stop = running.get(app);
  running.delete(app);
  await stop?.();
}
