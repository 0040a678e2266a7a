import type { RegistrationContract, RemoteWebhook } from "../provider.ts";

/** What a comparison says. */
export interface WebhookVerdict {
  state: "registered" | "drifted" | "missing";
  /** In words. */
  evidence: string;
}

/** Compares what the provider has with what was asked for. */
export function judgeWebhook(
  remote: RemoteWebhook | null,
  url: string,
  registration: RegistrationContract,
): WebhookVerdict {
  if (!remote) return { state: "missing", evidence: "The provider no longer has this webhook." };
  if (remote.url !== url) return { state: "drifted", evidence: `The webhook points to ${remote.url}.` };
  if (!remote.active) return { state: "drifted", evidence: "The webhook is switched off at the provider." };
  const absent = registration.events.filter((event) => !remote.events.includes(event) && !remote.events.includes("*"));
  if (absent.length > 0) return { state: "drifted", evidence: `The webhook does not tell of ${absent.join(", ")}.` };
  return { state: "registered", evidence: `Read back: points here, tells of ${remote.events.length} events.` };
}
