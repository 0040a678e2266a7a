import type { ProviderAccess } from "./provider-access.ts";

/** An event that is handed on to a provider that takes events (GA4). */
export interface ForwardedEvent {
  /** Type of the signal or event, `pull_request.merged`. */
  type: string;
  /** Its id here, the same when it is tried again. */
  id: string;
  occurredAt: Date;
  subject: string;
  title: string;
  data: Readonly<Record<string, unknown>>;
}

/** Handing chosen signals on; every attempt is recorded with the far side's answer. */
export interface ForwardContract {
  /** What the provider does with them, in one sentence, and what it does not confirm. */
  description: string;
  /** @returns what the provider answered, in words; throws for a refusal */
  send(access: ProviderAccess, event: ForwardedEvent): Promise<string>;
}
