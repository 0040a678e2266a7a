import type { ProviderAccess } from "./provider-access.ts";

/** A webhook at the provider, as the provider tells of it. */
export interface RemoteWebhook {
  /** The provider's id of it. */
  remoteId: string;
  url: string;
  events: readonly string[];
  /** False when the provider has switched it off. */
  active: boolean;
  /** The signing secret, where the provider makes it and shows it this once (Stripe, PagerDuty). It becomes the integration's. */
  secret?: string;
  /** When the provider forgets it by itself (Gmail's watch: 7 days); it is renewed in the last third of its time. */
  expiresAt?: Date;
}

/** Where a remote webhook stands. */
export interface RemoteWebhookRef {
  /** Id of the target; empty when the webhook watches the whole account. */
  target: string;
  remoteId: string;
}

/** Making, reading, mending and removing webhooks at the provider. */
export interface RegistrationContract {
  /** The provider's names of the events that are asked for. */
  events: readonly string[];
  create(access: ProviderAccess, wish: { target: string; url: string; secret: string }): Promise<RemoteWebhook>;
  /** Null when it is gone. */
  read(access: ProviderAccess, ref: RemoteWebhookRef): Promise<RemoteWebhook | null>;
  /** Sets URL, secret and events to what is wished, and switches it on. */
  update(access: ProviderAccess, ref: RemoteWebhookRef & { url: string; secret: string }): Promise<RemoteWebhook>;
  /** Removing what is gone already is no failure. */
  remove(access: ProviderAccess, ref: RemoteWebhookRef): Promise<void>;
  /** All webhooks at the provider that point to `url`, so that a reconciliation finds those that we forgot. Default none known. */
  list?(access: ProviderAccess, url: string): Promise<(RemoteWebhook & { target: string })[]>;
  /** Asks the provider to send a test delivery now. */
  test?(access: ProviderAccess, ref: RemoteWebhookRef): Promise<void>;
  /** Asks the provider to send a delivery of the last days again, by the id that `webhook.deliveryId` reads. */
  redeliver?(access: ProviderAccess, ref: RemoteWebhookRef, deliveryId: string): Promise<void>;
  /** `account`: one webhook watches everything and its `target` is empty. Default `target`: one for each chosen target. */
  per?: "target" | "account";
  /**
   * False for credentials that may register nothing, because the operator's own webhook at the app's one door serves them
   * (Stripe Connect). Default true.
   */
  appliesTo?(credentials: Readonly<Record<string, string>>): boolean;
  /**
   * True where the provider makes the signing secret and shows it in the answer to `create` alone: `update` leaves it as it is, and
   * rotating it means `create`, which replaces what is there. Default false.
   */
  makesSecret?: boolean;
}
