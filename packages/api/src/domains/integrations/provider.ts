import type { ApiContract } from "./provider/api-contract.ts";
import type { ButtonContract } from "./provider/button-contract.ts";
import type { ChangeContract } from "./provider/change-contract.ts";
import type { ConnectMethod } from "./provider/connect-method.ts";
import type { CredentialProof } from "./provider/credential-proof.ts";
import type { DocumentContract } from "./provider/document-contract.ts";
import type { ForwardContract } from "./provider/forward-contract.ts";
import type { NormalisedSignal, ParsedDelivery } from "./provider/normalised-signal.ts";
import type { PollContract } from "./provider/poll-contract.ts";
import type { ProviderAccess } from "./provider/provider-access.ts";
import type { ProviderSample } from "./provider/provider-sample.ts";
import type { ProviderSetting } from "./provider/provider-setting.ts";
import type { RegistrationContract } from "./provider/registration-contract.ts";
import type { TargetContract } from "./provider/target-contract.ts";
import type { WebhookContract } from "./provider/webhook-contract.ts";

export type { ApiContract } from "./provider/api-contract.ts";
export type { ButtonContract, ButtonPress } from "./provider/button-contract.ts";
export type { ChangeContract, RemoteChange, RemoteFile } from "./provider/change-contract.ts";
export type { CredentialProof } from "./provider/credential-proof.ts";
export type { DocumentContract, RemoteDocument } from "./provider/document-contract.ts";
export type { ForwardContract, ForwardedEvent } from "./provider/forward-contract.ts";
export type { HiddenFailure } from "./provider/hidden-failure.ts";
export type { PollContract, PollResult } from "./provider/poll-contract.ts";
export type { ProviderSample } from "./provider/provider-sample.ts";
export type { RateLimit } from "./provider/rate-limit.ts";
export type { RegistrationContract, RemoteWebhook, RemoteWebhookRef } from "./provider/registration-contract.ts";
export type { TargetContract } from "./provider/target-contract.ts";

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
  /** How soon something that happens there is known here, in words, for each way that exists; `forwarding`: how soon it knows of ours. */
  freshness: { webhook?: string; polling?: string; forwarding?: string };
  /** What the operator of this installation sets. Default none. */
  settings?: readonly ProviderSetting[];
  /** Ways to connect, the best first. */
  connect: readonly ConnectMethod[];
  /** The API: its address (`{SETTING}` and `{credential}` are filled in) and how a call is authenticated. */
  api?: ApiContract;
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
  /** Written things that can be tracked: a repository's Markdown, a space's pages. */
  documents?: DocumentContract;
  /** What a signal changed, file by file. */
  changes?: ChangeContract;
  /** Where people can press buttons in what we send. */
  buttons?: ButtonContract;
  /** The facts in a delivery; none for what is known and uninteresting, and for what is unknown. */
  signals?: (delivery: ParsedDelivery) => NormalisedSignal[];
  /** Needed wherever `webhook` is: without samples nothing shows that the file is right. */
  samples?: readonly ProviderSample[];
}

/** Declares a provider. One file in `providers/`, one call; see `docs/guides/add-a-provider.md`. */
export function defineProvider(provider: Omit<Provider, "kind">): Provider {
  return { kind: "provider", ...provider };
}
