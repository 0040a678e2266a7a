import { type DocumentNode, getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Context } from "../../service/context.ts";
import { InvalidInputError } from "../../service/errors.ts";
import { presentError } from "../present-error.ts";

/** Longest idempotency key, as long as a header reasonably is. */
const maxKeyLength = 255;

/** An idempotency key belongs to one write: it is refused on anything but a request with exactly one mutation field. */
export function useIdempotencyRule(): Plugin<Context> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { idempotencyKey, requestId, app } = args.contextValue;
      if (idempotencyKey === undefined) return;
      const problem = problemWith(idempotencyKey, args.document as DocumentNode, args.operationName);
      if (!problem) return;
      const error = new InvalidInputError([{ path: ["Idempotency-Key"], message: problem }]);
      setResultAndStopExecution({ errors: [presentError(error, requestId, app.log)] });
    },
  };
}

function problemWith(key: unknown, document: DocumentNode, operationName: string | null | undefined): string | null {
  // Over a WebSocket it is JSON, and may be anything.
  if (typeof key !== "string" || key.length === 0 || key.length > maxKeyLength)
    return `must have 1 to ${maxKeyLength} characters.`;
  const operation = getOperationAST(document, operationName);
  if (operation?.operation === "mutation" && operation.selectionSet.selections.length === 1) return null;
  return "is taken only with a request that has exactly one mutation field.";
}
