import {
  type AppError,
  ConflictError,
  type ErrorCode,
  ExpiredError,
  ForbiddenError,
  IdempotencyConflictError,
  type InputIssue,
  InvalidInputError,
  NotFoundError,
  PreconditionError,
  RateLimitedError,
  ResyncRequiredError,
  TooLargeError,
  UnauthenticatedError,
  UnavailableError,
} from "./errors.ts";

/** A refusal as it is kept beside an idempotency key, so that a repeated request is refused in the same words. */
export interface StoredRefusal {
  code: ErrorCode;
  message: string;
  nextStep: string | null;
  issues?: InputIssue[];
  permission?: string;
  retryAfterSeconds?: number;
}

export function storableRefusal(error: AppError): StoredRefusal {
  const { code, message, nextStep } = error;
  return {
    code,
    message,
    nextStep,
    ...(error instanceof InvalidInputError ? { issues: error.issues } : {}),
    ...(error instanceof ForbiddenError ? { permission: error.permission } : {}),
    ...(error instanceof RateLimitedError ? { retryAfterSeconds: error.retryAfterSeconds } : {}),
  };
}

export function reviveRefusal({ code, message, nextStep, ...rest }: StoredRefusal): AppError {
  switch (code) {
    case "CONFLICT":
      return new ConflictError(message, nextStep);
    case "EXPIRED":
      return new ExpiredError(message, nextStep);
    case "FORBIDDEN":
      return new ForbiddenError(rest.permission ?? "", message, nextStep);
    case "IDEMPOTENCY_CONFLICT":
      return new IdempotencyConflictError(message, nextStep);
    case "INVALID_INPUT":
      return new InvalidInputError(rest.issues ?? [], nextStep);
    case "NOT_FOUND":
      return new NotFoundError(message, nextStep);
    case "PRECONDITION_FAILED":
      return new PreconditionError(message, nextStep);
    case "RATE_LIMITED":
      return new RateLimitedError(message, rest.retryAfterSeconds ?? 1);
    case "RESYNC_REQUIRED":
      return new ResyncRequiredError(message, nextStep);
    case "TOO_LARGE":
      return new TooLargeError(message, nextStep);
    case "UNAUTHENTICATED":
      return new UnauthenticatedError(message, nextStep);
    case "UNAVAILABLE":
      return new UnavailableError(message, nextStep);
  }
}
