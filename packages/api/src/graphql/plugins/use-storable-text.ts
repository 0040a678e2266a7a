import { type ExecutionArgs, type ExecutionResult, getOperationAST, visit } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Context } from "../../service/context.ts";
import { type InputIssue, InvalidInputError } from "../../service/errors.ts";
import { findUnstorable } from "../../service/parse-input.ts";
import { perDocument } from "../per-document.ts";
import { presentError } from "../present-error.ts";

/**
 * Questions with text that Postgres cannot hold (a NUL, half a character) are refused before they reach it, where they would
 * fail without naming the field. Mutations say it themselves, in their own unions.
 */
export function useStorableText(): Plugin<Context> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const refusal = refusalFor(args as unknown as ExecutionArgs);
      if (refusal) setResultAndStopExecution(refusal);
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const refusal = refusalFor(args as unknown as ExecutionArgs);
      if (refusal) setResultAndStopExecution(refusal);
    },
  };
}

function refusalFor({ document, operationName, variableValues, contextValue }: ExecutionArgs): ExecutionResult | null {
  if (getOperationAST(document, operationName)?.operation === "mutation") return null;
  const inText = unstorableIn(document);
  const issue = findUnstorable(variableValues, ["variables"]) ?? (inText && { ...inText, path: ["query"] });
  if (!issue) return null;
  const { requestId, app } = contextValue as Context;
  return { errors: [presentError(new InvalidInputError([issue]), requestId, app.log)] };
}

const unstorableIn = perDocument((document) => {
  let found: InputIssue | null = null;
  visit(document, {
    StringValue(node) {
      found ??= findUnstorable(node.value, []);
    },
  });
  return found as InputIssue | null;
});
