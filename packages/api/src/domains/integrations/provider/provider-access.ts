import type { Socket } from "node:net";
import type { IntegrationTarget } from "@plumbline/db/schema";

/** How one call to a provider's API differs from a plain JSON call. */
export interface ProviderCall {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as a form. */
  form?: Record<string, string>;
  /** Added to the provider's own. */
  headers?: Record<string, string>;
  /** Statuses besides 2xx that are an answer and no failure, e.g. 304 or 404. */
  accept?: readonly number[];
  /** Tries in all; see `OutboundRequest.attempts`. */
  attempts?: number;
}

/** What the provider answered. */
export interface ProviderAnswer<T> {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** The parsed JSON; undefined for an empty body, the text where it is not JSON. */
  body: T;
}

/** What a provider's functions get: its API with the integration's credentials, through the outbound client. */
export interface ProviderAccess {
  readonly credentials: Readonly<Record<string, string>>;
  /** What the integration watches. */
  readonly targets: readonly IntegrationTarget[];
  readonly now: Date;
  /** A setting's value. @throws PreconditionError naming the setting when it is missing. */
  setting(name: string): string;
  /**
   * Calls `path` below the API's address (or an absolute address) and parses the JSON answer.
   * @throws ProviderError for a refusal, a limit or no answer, with what to do next
   */
  call<T = unknown>(method: string, path: string, options?: ProviderCall): Promise<ProviderAnswer<T>>;
  /**
   * Opens a bare TCP connection under the address guard, for a provider that does not speak HTTP (SMTP). The caller closes it.
   * @throws ProviderError for a refused address or no answer, with what to do next
   */
  connect(host: string, port: number): Promise<Socket>;
}
