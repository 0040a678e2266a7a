import { createHmac, randomUUID } from "node:crypto";
import type { App } from "../../app.ts";
import { nextFacts } from "./demo-story.ts";

/** Milliseconds between two simulated deliveries, on average. */
const paceMs = 4000;

/** One in so many deliveries is forged, so that a refusal and its reason can be seen. */
const forgedEvery = 25;

export interface DeliverFactsOptions {
  app: App;
  /** The demo's living door. */
  hook: { url: string; secret: string };
  /** Whether the workspace lets the simulation run. */
  isOn(): Promise<boolean>;
}

/** Sends signed deliveries, each a simulated fact. @returns what ends it */
export function deliverFacts({ app, hook, isOn }: DeliverFactsOptions): () => void {
  let sent = 0;
  let waiting = nextFacts();
  const timer = setInterval(() => {
    // Pauses between bursts, as people and pipelines make them.
    if (Math.random() < 0.3) return;
    if (waiting.length === 0) waiting = nextFacts();
    const fact = waiting.shift();
    sent += 1;
    const forged = sent % forgedEvery === 0;
    isOn()
      .then((on) => (on ? deliver(hook, { id: randomUUID(), ...fact, at: new Date().toISOString() }, forged) : null))
      .catch((err) => app.log.warn({ err }, "A delivery of the demo did not arrive."));
  }, paceMs);
  timer.unref();
  return () => clearInterval(timer);
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
