/** Why a renewal failed: the grant has ended, our client is refused, or something that passes. */
export type RenewalFailure = "ended" | "client" | "temporary";

/** A renewal that gave no token. Thrown and caught within this folder; callers see a `ProviderError`. */
export class RenewalError extends Error {
  override readonly name = "RenewalError";
  readonly failure: RenewalFailure;
  /** Seconds after which the provider wants to be asked again; 0 when it did not say. */
  readonly retryAfterSeconds: number;

  constructor(failure: RenewalFailure, reason: string, retryAfterSeconds = 0) {
    super(reason);
    this.failure = failure;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
