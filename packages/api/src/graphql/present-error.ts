import { PothosValidationError } from "@pothos/core";
import { GraphQLError } from "graphql";
import type { Log } from "../log.ts";
import { AppError, InvalidInputError, TooLargeError } from "../service/errors.ts";
import { storableRefusal } from "../service/stored-refusal.ts";
import { limits } from "./limits/limits.ts";

/**
 * Maps whatever a resolver threw to what a client sees. Typed refusals keep their words; GraphQL's own errors (syntax, unknown
 * field) are for the author of the query and stay; everything else is logged with the request's id and masked.
 */
export function presentError(error: unknown, requestId: string, log: Log): GraphQLError {
  if (error instanceof GraphQLError) {
    const { originalError } = error;
    // An id of another type: Pothos finds that before the field's own errors are caught.
    if (originalError instanceof PothosValidationError)
      return presentOriginal(wrongId(originalError), requestId, log, error);
    if (tooManyTokens.test(error.message)) return presentOriginal(tooLong(), requestId, log, error);
    if (!originalError || originalError instanceof GraphQLError) return withCode(error);
    return presentOriginal(originalError, requestId, log, error);
  }
  return presentOriginal(error, requestId, log);
}

/** What graphql-js says when parsing stops, which it calls a syntax error. */
const tooManyTokens = /more tha[nt] \d+ tokens/;

function tooLong(): TooLargeError {
  return new TooLargeError(
    `The operation is longer than ${limits.tokens} tokens.`,
    "Send several operations, and values as variables.",
  );
}

function tooDeep(): TooLargeError {
  return new TooLargeError(
    "The operation is nested too deeply to be read.",
    "Nest less, and send values as variables.",
  );
}

function wrongId({ message }: Error): InvalidInputError {
  return new InvalidInputError(
    [{ path: ["id"], message: `${message.replace(/^ID: /, "")}.` }],
    "Pass an id of the type that the field's description names.",
  );
}

function withCode(error: GraphQLError): GraphQLError {
  if (error.extensions.code && "nextStep" in error.extensions) return error;
  const { message, nodes, source, positions, path } = error;
  const own = message.startsWith("Syntax Error") ? "SYNTAX_ERROR" : "GRAPHQL_VALIDATION_FAILED";
  const code = error.extensions.code ?? own;
  const nextStep = nextStepOf(error);
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    path,
    extensions: { nextStep, ...error.extensions, code },
  });
}

/** GraphQL's and Yoga's own refusals say what is wrong and leave the rest to the reader. */
function nextStepOf({ extensions, nodes, source }: GraphQLError): string {
  const { status } = (extensions.http ?? {}) as { status?: number };
  if (status === 405) return "Send it as POST with content-type: application/json; GET takes queries only.";
  if (nodes || source) return "Correct the operation at the place that is named, then send it again.";
  return "Send a JSON object with `query`, and where needed `variables`, `operationName` and `extensions`.";
}

/** The parser calls itself for each bracket; thousands of them within the limit on tokens fill the stack before anything counts depth. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message === "Maximum call stack size exceeded";
}

function presentOriginal(thrown: unknown, requestId: string, log: Log, at?: GraphQLError): GraphQLError {
  const original = isTooDeep(thrown) && !at?.path ? tooDeep() : thrown;
  const place = at ? { nodes: at.nodes, source: at.source, positions: at.positions, path: at.path } : {};
  if (original instanceof AppError) {
    const { message, ...rest } = storableRefusal(original);
    return new GraphQLError(message, { ...place, extensions: { ...rest, requestId } });
  }
  log.error({ err: original, requestId, path: at?.path }, "A resolver failed in a way that nobody foresaw.");
  return new GraphQLError(
    `The server failed and has logged why, under ${requestId}. Nothing that this operation was to change has been changed by the failed part.`,
    { ...place, extensions: { code: "INTERNAL", requestId, nextStep: "Try again; if it stays, report the id." } },
  );
}
