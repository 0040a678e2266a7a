import {
  type Exchange,
  getOperationName,
  makeErrorResult,
  makeResult,
  type Operation,
  type OperationResult,
  stringifyDocument,
} from "@urql/core";
import { filter, make, mergeMap, pipe, type Source, takeUntil } from "wonka";
import type { Answer } from "../graphql-answer.ts";
import { readError } from "../read-error.ts";
import type { PostRequest } from "./post-operation.ts";

/** The last exchange of urql's chain: queries and mutations over HTTP with our retries. Subscriptions go through `live`. */
export function plumblineExchange(post: (request: PostRequest) => Promise<Answer>): Exchange {
  return () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind === "query" || kind === "mutation"),
      mergeMap((operation) => {
        const torndown = filter(({ kind, key }: Operation) => kind === "teardown" && key === operation.key);
        return pipe(send(operation, post), takeUntil(torndown(operations)));
      }),
    );
}

function send(operation: Operation, post: (request: PostRequest) => Promise<Answer>): Source<OperationResult> {
  return make(({ next, complete }) => {
    const { query, variables } = operation;
    const abort = new AbortController();
    const idempotencyKey: string | null = operation.kind === "mutation" ? operation.context.idempotencyKey : null;
    const request = {
      body: { query: stringifyDocument(query), operationName: getOperationName(query), variables },
      repeatable: operation.kind === "query" || Boolean(idempotencyKey),
      idempotencyKey,
      signal: abort.signal,
    };
    post(request)
      // urql wraps every error in its own; ours travels inside as `networkError`, where `query` and `mutate` take it out again.
      .then(
        ({ data, errors }) =>
          errors?.[0]
            ? { ...makeErrorResult(operation, readError(errors[0])), data }
            : makeResult(operation, { data: data as Record<string, unknown> }),
        (error: Error) => makeErrorResult(operation, error),
      )
      .then((result) => {
        if (abort.signal.aborted) return;
        next(result);
        complete();
      });
    return () => abort.abort();
  });
}
