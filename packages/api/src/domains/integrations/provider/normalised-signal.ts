/** A fact as a provider's file gives it; the domain adds where it came from and stores it once. */
export interface NormalisedSignal {
  /** `pull_request.merged`: what it is about and what happened to it. */
  type: string;
  /**
   * The fact's own name, the same whether it came by webhook or by poll, and different for each time that it happens again:
   * `pull_request.merged:acme/shop#12`. Facts with the same key within an integration are one.
   */
  key: string;
  /** When it happened at the provider; the moment of arrival when the provider does not say. */
  occurredAt: Date;
  /** One line for people. */
  title: string;
  /** What it is about, `acme/shop#12`. */
  subject: string;
  /** Where a person can see it. */
  url?: string | undefined;
  /** Who did it, in the provider's words. */
  actor?: string | undefined;
  /** What later domains need: commit, ref, environment. Small, no secrets. */
  data?: Record<string, unknown>;
}

/** A verified delivery, parsed. */
export interface ParsedDelivery {
  /** The provider's name of what happened, from `webhook.event`; empty when it has none. */
  event: string;
  payload: unknown;
  headers: Readonly<Record<string, string | undefined>>;
  receivedAt: Date;
  /** The id under which the delivery is known; a last resort for a signal's key. */
  deliveryId: string;
}
