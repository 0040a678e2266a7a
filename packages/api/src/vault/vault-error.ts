/** What is wrong with a key or an envelope. */
export type VaultFailure = "no_key" | "bad_key" | "unknown_key" | "not_authentic";

/** A secret that cannot be sealed or opened. Never holds the secret or a key. */
export class VaultError extends Error {
  override readonly name = "VaultError";
  /** What is wrong. */
  readonly failure: VaultFailure;

  constructor(failure: VaultFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}
