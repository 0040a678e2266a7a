/** Stable names of the refusals that the API answers. */
export type RefusalCode =
  | "CONFLICT"
  | "EXPIRED"
  | "FORBIDDEN"
  | "IDEMPOTENCY_CONFLICT"
  | "INVALID_INPUT"
  | "NOT_FOUND"
  | "PRECONDITION_FAILED"
  | "RATE_LIMITED"
  | "RESYNC_REQUIRED"
  | "TOO_LARGE"
  | "UNAUTHENTICATED"
  | "UNAVAILABLE";

/** Everything that this package reports as an error. Switch on `code`, or use `instanceof` of a subclass. */
export abstract class PlumblineError extends Error {
  /** Stable name: a {@link RefusalCode}, or `NETWORK`, `INTERNAL`, `OPERATION`. */
  abstract readonly code: string;
  /** What to do now, for people; null when there is nothing. */
  readonly nextStep: string | null;
  /** The request's id in the server's log; null when no answer came. */
  readonly requestId: string | null;

  constructor(message: string, { nextStep = null, requestId = null, cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.nextStep = nextStep ?? null;
    this.requestId = requestId ?? null;
  }
}

export interface ErrorDetails {
  nextStep?: string | null | undefined;
  requestId?: string | null | undefined;
  cause?: unknown;
}

/** No usable answer: the connection failed, timed out, or something between answered instead of Plumbline. */
export class NetworkError extends PlumblineError {
  readonly code = "NETWORK";
  /** HTTP status of what answered; null when nothing did. */
  readonly status: number | null;

  constructor(message: string, status: number | null, cause?: unknown) {
    super(message, { cause, nextStep: "Check the connection and the address, then try again." });
    this.name = this.code;
    this.status = status;
  }
}

/** The server failed and logged why under `requestId`. */
export class InternalError extends PlumblineError {
  readonly code = "INTERNAL";
  override name = "INTERNAL";
}

/** The server does not understand the operation: this client and the server are of different versions. */
export class OperationError extends PlumblineError {
  readonly code = "OPERATION";
  override name = "OPERATION";
}
