export { createPlumbline, type MutateOptions, type Plumbline, type PlumblineOptions } from "./create-plumbline.ts";
export type { CredentialOptions, Token } from "./credential.ts";
export type { LiveMode, LiveStatus } from "./live/live-status.ts";
export type { LiveOptions, LiveSubscription, ResyncReason } from "./live/live-subscription.ts";
export type { Page } from "./pages.ts";
export { InternalError, NetworkError, OperationError, PlumblineError, type RefusalCode } from "./plumbline-error.ts";
export {
  ConflictError,
  ExpiredError,
  ForbiddenError,
  IdempotencyConflictError,
  type InputIssue,
  InvalidInputError,
  NotFoundError,
  PreconditionError,
  RateLimitedError,
  RefusalError,
  ResyncRequiredError,
  TooLargeError,
  UnauthenticatedError,
  UnavailableError,
} from "./refusal-error.ts";
export { type Result, type Succeeded, unwrap } from "./result.ts";
export type { AnyDocument, TypedDocument, VariablesArgument } from "./typed-document.ts";
