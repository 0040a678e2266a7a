/** The closed set of refusals that a verb may throw. Each says what happened, why, and what to do next. */
export type ErrorCode =
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

/** What every refusal has. Thrown by verbs, mapped once per transport, never masked. */
export abstract class AppError extends Error {
  abstract readonly code: ErrorCode;
  /** What the reader can do now; null where there is nothing to do. */
  readonly nextStep: string | null;

  constructor(message: string, nextStep: string | null = null) {
    super(message);
    this.name = new.target.name;
    this.nextStep = nextStep;
  }
}

/** One thing that is wrong with an input: where, and the rule it breaks. */
export interface InputIssue {
  /** Path of the field, `["members", "0", "email"]`. */
  path: string[];
  message: string;
}

/** The input breaks a rule. Every issue is listed, so that one answer is enough to correct all. */
export class InvalidInputError extends AppError {
  readonly code = "INVALID_INPUT" as const;
  readonly issues: InputIssue[];

  constructor(issues: InputIssue[], nextStep: string | null = "Correct the input and send it again.") {
    super(issues.map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`).join(" "), nextStep);
    this.issues = issues;
  }
}

/** There is no such thing, or the caller may not know that there is. */
export class NotFoundError extends AppError {
  readonly code = "NOT_FOUND" as const;
}

/** No credential, or one that is no longer good. */
export class UnauthenticatedError extends AppError {
  readonly code = "UNAUTHENTICATED" as const;
}

/** The caller is known and lacks a permission. */
export class ForbiddenError extends AppError {
  readonly code = "FORBIDDEN" as const;
  /** The permission that would be needed, `members:write`. */
  readonly permission: string;

  constructor(permission: string, message: string, nextStep: string | null = null) {
    super(message, nextStep);
    this.permission = permission;
  }
}

/** Somebody else has it, or changed it meanwhile. */
export class ConflictError extends AppError {
  readonly code = "CONFLICT" as const;
}

/** The thing is not in the state that the verb needs. */
export class PreconditionError extends AppError {
  readonly code = "PRECONDITION_FAILED" as const;
}

/** A token, a link or an invitation that has ended. */
export class ExpiredError extends AppError {
  readonly code = "EXPIRED" as const;
}

/** Too many requests, or too much cost, in too little time. */
export class RateLimitedError extends AppError {
  readonly code = "RATE_LIMITED" as const;
  /** Whole seconds after which the same request would be taken. */
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message, `Try again in ${retryAfterSeconds} s.`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The idempotency key was used before, with another input. */
export class IdempotencyConflictError extends AppError {
  readonly code = "IDEMPOTENCY_CONFLICT" as const;
}

/** More than is taken at once. */
export class TooLargeError extends AppError {
  readonly code = "TOO_LARGE" as const;
}

/** A far side that is needed did not answer, or refused. */
export class UnavailableError extends AppError {
  readonly code = "UNAVAILABLE" as const;
}

/** The cursor is too old to continue from: read the state anew, then subscribe from its cursor. */
export class ResyncRequiredError extends AppError {
  readonly code = "RESYNC_REQUIRED" as const;
}
