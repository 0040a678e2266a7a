import type { IntegrationTarget } from "@plumbline/db/schema";
import type { ConnectMethod } from "./provider/connect-method.ts";
import type { NormalisedSignal, ParsedDelivery } from "./provider/normalised-signal.ts";
import type { ProviderAccess } from "./provider/provider-access.ts";
import type { ProviderSetting } from "./provider/provider-setting.ts";
import type { WebhookContract } from "./provider/webhook-contract.ts";

/** What a provider gives to the other domains. */
export type Feed = "signals" | "evidence" | "monitors" | "notifications" | "imports" | "identity";

/** Shelf of the catalogue. */
export type ProviderCategory =
  | "code"
  | "chat"
  | "alerting"
  | "documents"
  | "commerce"
  | "marketing"
  | "media"
  | "infrastructure"
  | "generic";

/** What the cheapest authenticated call proved. */
export interface CredentialProof {
  /** What the provider calls the account: a login, a team, a shop. */
  account: string;
  /** What app deliveries are routed by, where it is known now. */
  externalAccount?: string;
  /** The scopes that were really granted. */
  scopes?: readonly string[];
  /** One line of evidence: "GitHub answered for octocat". */
  text: string;
}

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
}

/** What the integration can watch. */
export interface TargetContract {
  /** `repository`, `channel`: shown as "Choose repositories". */
  noun: string;
  plural: string;
  /** At most a few hundred, the most recently used first. */
  list(access: ProviderAccess): Promise<IntegrationTarget[]>;
}

/** What one poll gave. */
export interface PollResult {
  signals: NormalisedSignal[];
  /** Handed to the next poll. */
  cursor: Record<string, unknown>;
  /** Seconds that the provider asks to wait, when it does. */
  waitSeconds?: number;
}

/** Asking instead of being told: where no webhook exists, or none can reach us. */
export interface PollContract {
  /** Seconds between polls. */
  intervalSeconds: number;
  /** @param cursor what the last poll left, or an empty object: then only what is new from now on is a signal. */
  run(access: ProviderAccess, cursor: Record<string, unknown>): Promise<PollResult>;
  /**
   * The cursor that a poll at `at` would have left: lets the back-fill after a lost registration ask for what was missed. Default:
   * the provider cannot look back, and the report says so.
   */
  cursorAt?(at: Date, access: ProviderAccess): Record<string, unknown>;
}

/** How much of the provider's rate limit is left, as its last answer said. */
export interface RateLimit {
  limit: number | null;
  remaining: number | null;
  /** When it is full again. */
  resetsAt: Date | null;
}

/** What an answer with a good status really was. */
export interface HiddenFailure {
  failure: "unauthorised" | "forbidden" | "rate_limited" | "refused";
  /** The provider's own words, without secrets. */
  message: string;
  /** With `rate_limited`: seconds to wait. */
  retryAfterSeconds?: number;
}

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

/** A delivery as the provider really sends it, and what it must become; the contract suite signs, forges and ages it. */
export interface ProviderSample {
  name: string;
  headers: Record<string, string>;
  /** JSON value, or the exact text. */
  body: unknown;
  /** Types of the signals that must come out, in order. */
  signals: readonly string[];
}

/** One entry of the catalogue. Everything that Plumbline knows of a provider stands in its one file. */
export interface Provider {
  /** How the registry knows it. */
  readonly kind: "provider";
  /** Stands in URLs and rows; never changes. */
  slug: string;
  name: string;
  category: ProviderCategory;
  /** What one gets from it, in one sentence. */
  description: string;
  /** The provider's own page on what is used here. */
  docsUrl: string;
  /** Our connect guide below `docs/guides/`, without `.md`. */
  guide: string;
  feeds: readonly Feed[];
  /** How soon something that happens there is known here, in words, for each way that exists. */
  freshness: { webhook?: string; polling?: string };
  /** What the operator of this installation sets. Default none. */
  settings?: readonly ProviderSetting[];
  /** Ways to connect, the best first. */
  connect: readonly ConnectMethod[];
  /** The API: its address (`{SETTING}` and `{credential}` are filled in) and how a call is authenticated. */
  api?: {
    baseUrl: string;
    headers: (credentials: Readonly<Record<string, string>>) => Record<string, string>;
    /** Trades what is stored for a short-lived token, kept until a minute before it ends; null when it is used as it is. */
    mintToken?: (access: ProviderAccess) => Promise<{ accessToken: string; expiresAt: Date } | null>;
    /** Reads the rate limit off an answer's headers. Default `x-ratelimit-*` and `ratelimit-*` with seconds or a moment. */
    rateLimit?: (headers: Readonly<Record<string, string>>) => RateLimit | null;
    /** What a 2xx answer hides (Slack's `ok: false`, TikTok's `code`); null when it is what it seems. */
    hiddenFailure?: (body: unknown) => HiddenFailure | null;
  };
  /** The cheapest authenticated call that proves the credentials. */
  checkCredentials?: (access: ProviderAccess) => Promise<CredentialProof>;
  /** Seconds of silence after which a live integration is stale; people may set another. Default seven days. */
  quietAfterSeconds?: number;
  /** What the provider never confirms, in words that stand beside the badge (GA4: "Google does not check the API secret"). */
  unprovable?: string;
  /** Ends the credentials at the provider, on disconnecting. */
  revoke?: (access: ProviderAccess) => Promise<void>;
  targets?: TargetContract;
  webhook?: WebhookContract;
  registration?: RegistrationContract;
  poll?: PollContract;
  forward?: ForwardContract;
  /** The facts in a delivery; none for what is known and uninteresting, and for what is unknown. */
  signals?: (delivery: ParsedDelivery) => NormalisedSignal[];
  /** Needed wherever `webhook` is: without samples nothing shows that the file is right. */
  samples?: readonly ProviderSample[];
}

/** Declares a provider. One file in `providers/`, one call; see `docs/guides/add-a-provider.md`. */
export function defineProvider(provider: Omit<Provider, "kind">): Provider {
  return { kind: "provider", ...provider };
}
