import { createHmac, randomUUID } from "node:crypto";
import type { App } from "../../app.ts";
import { systemContext } from "../../service/context.ts";
import { isFeatureOn } from "../../service/features.ts";
import type { DemoSecrets } from "./demo-account.ts";
import { nextFacts } from "./demo-story.ts";

/** Milliseconds between two simulated deliveries, on average. */
const paceMs = 4000;

/** One in so many deliveries is forged, so that a refusal and its reason can be seen. */
const forgedEvery = 25;

const running = new WeakMap<App, NodeJS.Timeout>();

/** Sends signed deliveries to the demo's living door for as long as the process runs and the workspace's flag is on. */
export function startDemoTraffic(app: App, secrets: DemoSecrets, workspaceId: string): void {
  const hook = secrets.hooks["Delivery pipeline"];
  if (!hook || running.has(app)) return;
  let sent = 0;
  let waiting = nextFacts();
  const timer = setInterval(() => {
    // Pauses between bursts, as people and pipelines make them.
    if (Math.random() < 0.3) return;
    if (waiting.length === 0) waiting = nextFacts();
    const fact = waiting.shift();
    sent += 1;
    const forged = sent % forgedEvery === 0;
    deliverWhenOn(app, workspaceId, () =>
      deliver(hook, { id: randomUUID(), ...fact, at: new Date().toISOString() }, forged),
    ).catch((err) => app.log.warn({ err }, "A delivery of the demo did not arrive."));
  }, paceMs);
  timer.unref();
  running.set(app, timer);
}

/** Ends the simulation of this process. */
export function stopDemoTraffic(app: App): void {
  clearInterval(running.get(app));
  running.delete(app);
}

async function deliverWhenOn(app: App, workspaceId: string, deliverOne: () => Promise<void>): Promise<void> {
  if (await isFeatureOn(systemContext(app, "demo"), workspaceId, "plumbline.demo-traffic")) await deliverOne();
}

async function deliver(
  hook: { url: string; secret: string },
  fact: Record<string, unknown>,
  forged: boolean,
): Promise<void> {
  const body = JSON.stringify(fact);
  const secret = forged ? "somebody else's" : hook.secret;
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  await fetch(hook.url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-plumbline-signature": signature },
    body,
    signal: AbortSignal.timeout(5000),
  });
}
