import type { SignatureScheme, SignedRequest } from "./signature-scheme.ts";

/** An answer that a provider wants instead of the usual 202. */
export interface HandshakeAnswer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** Header name (lower case), or a function over headers and parsed body. Undefined when it is not there. */
export type Reader =
  | string
  | ((delivery: { headers: SignedRequest["headers"]; payload: unknown }) => string | undefined);

/** How the provider's deliveries are taken in. */
export interface WebhookContract {
  signature: SignatureScheme;
  /**
   * Whose secret signs: the integration's own (made by us, or pasted), or one of the whole app, from a setting.
   * Default the integration's, or its app's where it was made with one.
   */
  secretSetting?: string;
  /** The stored credential that signs, where the person pastes it (a custom app's client secret). Goes before `secretSetting`. */
  secretField?: string;
  /** The provider's id of a delivery, the same when it is sent again. Default a hash of the body. */
  deliveryId?: Reader;
  /** True where a delivery says only that something changed (Gmail): it is polled at once for what. Default false. */
  thenPoll?: boolean;
  /** The provider's name of what happened. Default none. */
  event?: Reader;
  /** For the app's one door: which account (installation, team) and which app the delivery is for. Read before verification. */
  route?: (delivery: { headers: SignedRequest["headers"]; payload: unknown }) => { account?: string; app?: string };
  /** Answers a verified delivery that is a handshake (Slack's challenge, Discord's ping); null for all others. */
  handshake?: (payload: unknown) => HandshakeAnswer | null;
  /**
   * Answers a GET on the door (Meta's `hub.challenge`, X's CRC); null refuses it.
   * @param setting a setting's value, where the answer must be made with the app's own secret; undefined when it is missing
   */
  challenge?: (
    query: URLSearchParams,
    secrets: readonly string[],
    setting: (name: string) => string | undefined,
  ) => HandshakeAnswer | null;
}

/** Applies a reader. */
export function readBy(
  reader: Reader | undefined,
  headers: SignedRequest["headers"],
  payload: unknown,
): string | undefined {
  if (reader === undefined) return undefined;
  return typeof reader === "string" ? headers[reader] : reader({ headers, payload });
}
