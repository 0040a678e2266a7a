import type { TwinAnswer, TwinRequest } from "./start-twin.ts";

/** A webhook at a twin, whatever its provider calls it. */
export interface TwinWebhook {
  id: string;
  target: string;
  url: string;
  events: string[];
  secret: string;
}

/** A provider whose webhooks are registered by API: its far side, and how it signs. */
export interface WebhooksCase {
  slug: string;
  /** Settings with which Plumbline finds the twin. */
  env: (url: string) => Record<string, string>;
  fields: Record<string, string>;
  /** Chosen after connecting; null where the whole account is watched. */
  target: string | null;
  /** Answers for the account and its webhooks, which it keeps in `hooks`. */
  answer: (request: TwinRequest, hooks: TwinWebhook[]) => TwinAnswer | null;
  /** A delivery of the provider's own, signed as it does; the signal that it becomes. */
  delivery: (hook: TwinWebhook, at: Date) => { body: string; headers: Record<string, string> };
  signal: string;
}
