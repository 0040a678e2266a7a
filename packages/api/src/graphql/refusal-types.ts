import {
  type AppError,
  ConflictError,
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
} from "../service/errors.ts";
import { builder } from "./builder.ts";

const Refusal = builder.interfaceRef<AppError>("Refusal").implement({
  description: "A typed refusal: what happened, why, and what to do next.",
  fields: (t) => ({
    code: t.exposeString("code", { description: "Stable name of the refusal, `CONFLICT`." }),
    message: t.exposeString("message", { description: "What happened and why, for people." }),
    nextStep: t.exposeString("nextStep", {
      nullable: true,
      description: "What to do now, for people; null when there is nothing.",
    }),
  }),
});

const InputIssueRef = builder.objectRef<InputIssue>("InputIssue").implement({
  description: "One thing that is wrong with an input.",
  fields: (t) => ({
    path: t.exposeStringList("path", { description: "Path of the field inside the input." }),
    message: t.exposeString("message", { description: "The rule that it breaks, for people." }),
  }),
});

builder.objectType(InvalidInputError, {
  name: "InvalidInput",
  description: "The input breaks a rule; every issue is listed.",
  interfaces: [Refusal],
  fields: (t) => ({
    issues: t.expose("issues", { type: [InputIssueRef], description: "Every issue, with its path." }),
  }),
});
builder.objectType(ForbiddenError, {
  name: "Forbidden",
  description: "The caller is known and lacks a permission.",
  interfaces: [Refusal],
  fields: (t) => ({
    permission: t.exposeString("permission", { description: "The permission that would be needed." }),
  }),
});
builder.objectType(RateLimitedError, {
  name: "RateLimited",
  description: "Too much in too little time.",
  interfaces: [Refusal],
  fields: (t) => ({
    retryAfterSeconds: t.exposeInt("retryAfterSeconds", {
      description: "Whole seconds after which the same request would be taken.",
    }),
  }),
});
builder.objectType(NotFoundError, {
  name: "NotFound",
  description: "There is no such thing, or the caller may not know of it.",
  interfaces: [Refusal],
});
builder.objectType(UnauthenticatedError, {
  name: "Unauthenticated",
  description: "No credential, or one that has ended.",
  interfaces: [Refusal],
});
builder.objectType(ConflictError, {
  name: "Conflict",
  description: "Somebody else has it, or changed it meanwhile.",
  interfaces: [Refusal],
});
builder.objectType(PreconditionError, {
  name: "PreconditionFailed",
  description: "The thing is not in the state that this needs.",
  interfaces: [Refusal],
});
builder.objectType(ExpiredError, {
  name: "Expired",
  description: "A token, link or invitation that has ended.",
  interfaces: [Refusal],
});
builder.objectType(IdempotencyConflictError, {
  name: "IdempotencyConflict",
  description: "The idempotency key was used with another input.",
  interfaces: [Refusal],
});
builder.objectType(TooLargeError, {
  name: "TooLarge",
  description: "More than is taken at once.",
  interfaces: [Refusal],
});
builder.objectType(UnavailableError, {
  name: "Unavailable",
  description: "A far side that is needed did not answer, or refused.",
  interfaces: [Refusal],
});
builder.objectType(ResyncRequiredError, {
  name: "ResyncRequired",
  description: "The cursor is too old to continue from: read the state anew.",
  interfaces: [Refusal],
});

const refusalTypes = [
  ConflictError,
  ExpiredError,
  ForbiddenError,
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  PreconditionError,
  RateLimitedError,
  TooLargeError,
  UnauthenticatedError,
  UnavailableError,
];

/**
 * The `errors` option of a mutation field: its answer is the union `<Name>Result` of `<Name>Success` and every typed refusal.
 * @param name the mutation in capitals, `CreateWorkspace`
 * @param field the field of the success that holds what the verb returned, `workspace`
 */
export function refusals<Field extends string>(name: string, field: Field) {
  return {
    types: refusalTypes,
    union: { name: `${name}Result`, description: `What \`${name}\` answers: its success, or a typed refusal.` },
    result: { name: `${name}Success`, description: `What \`${name}\` did.` },
    dataField: { name: field, description: "What the mutation made or changed." },
  };
}

/**
 * Like {@link refusals}, for a success that is a type of its own because it carries more than one thing (a secret that is shown
 * once). The field's type must be an object type called `<Name>Success`.
 */
export function directRefusals(name: string) {
  const { types, union } = refusals(name, "unused");
  return { types, union, directResult: true };
}
