/** A model gave no usable answer. The message is for people and holds neither the question nor the key. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  /** Whether asking once more may help. */
  readonly passing: boolean;

  constructor(message: string, passing: boolean, options?: { cause?: unknown }) {
    super(message, options);
    this.passing = passing;
  }
}
