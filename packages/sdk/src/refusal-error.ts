import { type ErrorDetails, PlumblineError, type RefusalCode } from "./plumbline-error.ts";

/** One thing that is wrong with an input. */
export interface InputIssue {
  /** Path of the field inside the input, `["members", "0", "email"]`. */
  path: string[];
  /** The rule that it breaks, for people. */
  message: string;
}

/** A refusal as it comes over the wire: a member of a mutation's union, or the extensions of a GraphQL error. */
export interface RefusalFacts extends ErrorDetails {
  code: string;
  message: string;
  issues?: readonly InputIssue[] | null;
  permission?: string | null;
  retryAfterSeconds?: number | null;
}

/** A typed refusal: the request was understood and not done. `message` says what happened and why, `nextStep` what to do. */
export class RefusalError extends PlumblineError {
  readonly code: RefusalCode;
  /** What is wrong with the input, each with its path; empty unless the code is `INVALID_INPUT`. */
  readonly issues: readonly InputIssue[];
  /** The permission that would be needed, `members:write`; null unless the code is `FORBIDDEN`. */
  readonly permission: string | null;
  /** Whole seconds after which the same request would be taken; null unless the code is `RATE_LIMITED`. */
  readonly retryAfterSeconds: number | null;

  constructor(facts: RefusalFacts) {
    super(facts.message, facts);
    this.code = facts.code as RefusalCode;
    this.name = facts.code;
    this.issues = facts.issues ?? [];
    this.permission = facts.permission ?? null;
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null;
  }
}

/** Somebody else has it, or changed it meanwhile. */
export class ConflictError extends RefusalError {
  declare readonly code: "CONFLICT";
}
/** A token, a link or an invitation that has ended. */
export class ExpiredError extends RefusalError {
  declare readonly code: "EXPIRED";
}
/** The caller is known and lacks `permission`. */
export class ForbiddenError extends RefusalError {
  declare readonly code: "FORBIDDEN";
}
/** The idempotency key was used before, with another input. */
export class IdempotencyConflictError extends RefusalError {
  declare readonly code: "IDEMPOTENCY_CONFLICT";
}
/** The input breaks a rule; `issues` lists every one. */
export class InvalidInputError extends RefusalError {
  declare readonly code: "INVALID_INPUT";
}
/** There is no such thing, or the caller may not know that there is. */
export class NotFoundError extends RefusalError {
  declare readonly code: "NOT_FOUND";
}
/** The thing is not in the state that this needs. */
export class PreconditionError extends RefusalError {
  declare readonly code: "PRECONDITION_FAILED";
}
/** Too much in too little time, also after the client's own retries; `retryAfterSeconds` says when to come back. */
export class RateLimitedError extends RefusalError {
  declare readonly code: "RATE_LIMITED";
}
/** The cursor is too old to continue from: read the state anew. */
export class ResyncRequiredError extends RefusalError {
  declare readonly code: "RESYNC_REQUIRED";
}
/** More than is taken at once. */
export class TooLargeError extends RefusalError {
  declare readonly code: "TOO_LARGE";
}
/** No credential, or one that is no longer good. */
export class UnauthenticatedError extends RefusalError {
  declare readonly code: "UNAUTHENTICATED";
}
/** A far side that Plumbline needs did not answer, or refused. */
export class UnavailableError extends RefusalError {
  declare readonly code: "UNAVAILABLE";
}

/** The class of each refusal. */
export const refusalClasses: Record<RefusalCode, new (facts: RefusalFacts) => RefusalError> = {
  CONFLICT: ConflictError,
  EXPIRED: ExpiredError,
  FORBIDDEN: ForbiddenError,
  IDEMPOTENCY_CONFLICT: IdempotencyConflictError,
  INVALID_INPUT: InvalidInputError,
  NOT_FOUND: NotFoundError,
  PRECONDITION_FAILED: PreconditionError,
  RATE_LIMITED: RateLimitedError,
  RESYNC_REQUIRED: ResyncRequiredError,
  TOO_LARGE: TooLargeError,
  UNAUTHENTICATED: UnauthenticatedError,
  UNAVAILABLE: UnavailableError,
};
