import { PushDevicesDocument, RegisterPushDeviceDocument } from "../offline/push-device.gen.ts";
import { browserName } from "../routes/account/browser-name.ts";
import type { SubscriptionChangedEvent, WorkerScope } from "./worker-scope.ts";

/**
 * The browser has given this device another address, often with no page open: the server is told, else messages would end without
 * a word. The old address needs no farewell: its push service answers that it is gone, and the server forgets it then.
 */
export async function renewDevice(scope: WorkerScope, event: SubscriptionChangedEvent): Promise<void> {
  const subscription = event.newSubscription ?? (await subscribeAgain(scope));
  const { endpoint, keys } = subscription?.toJSON() ?? {};
  if (!endpoint) return;
  const name = browserName(scope.navigator.userAgent);
  const input = { url: endpoint, p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "", name };
  await ask(RegisterPushDeviceDocument.text, { input });
}

async function subscribeAgain({ registration }: WorkerScope): Promise<PushSubscription | null> {
  const { viewer } = (await ask(PushDevicesDocument.text)) as { viewer: { pushPublicKey: string } | null };
  // Nobody is signed in here any more: messages would be somebody else's.
  if (!viewer) return null;
  const options = { userVisibleOnly: true, applicationServerKey: viewer.pushPublicKey };
  return await registration.pushManager.subscribe(options);
}

async function ask(query: string, variables: object = {}): Promise<unknown> {
  const response = await fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return ((await response.json()) as { data: unknown }).data;
}
