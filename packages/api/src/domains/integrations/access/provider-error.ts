import { UnavailableError } from "../../../service/errors.ts";

/** Why a provider's API gave no use. `paused` is our own restraint: nothing was sent. */
export type ProviderFailure =
  | "unauthorised"
  | "forbidden"
  | "not_found"
  | "rate_limited"
  | "refused"
  | "unreachable"
  | "paused";

/** A call to a provider that did not work, said so that the reader can act. Never holds a credential. */
export class ProviderError extends UnavailableError {
  /** What kind of failure it was. */
  readonly failure: ProviderFailure;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Seconds after which the provider wants to be asked again; 0 when it did not say. */
  readonly retryAfterSeconds: number;
  /** The provider's own words, `not_in_channel`; empty when it said none. */
  readonly said: string;

  constructor(
    failure: ProviderFailure,
    message: string,
    nextStep: string,
    details: { status?: number; retryAfterSeconds?: number; said?: string } = {},
  ) {
    super(message, nextStep);
    this.failure = failure;
    this.status = details.status ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? 0;
    this.said = details.said ?? "";
  }
}
