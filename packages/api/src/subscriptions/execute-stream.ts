import { type ExecutionArgs, type ExecutionResult, execute } from "graphql";
import { type Context, createContext } from "../service/context.ts";

/** Answers of a subscription that has a stream of its own. Has `return`, by which alone graphql-ws ends one. */
export interface ExecutedStream extends AsyncIterableIterator<ExecutionResult> {
  return(): Promise<IteratorResult<ExecutionResult>>;
  /** Ends it with one last answer. */
  end(last: ExecutionResult): void;
}

export interface ExecuteStreamOptions {
  args: ExecutionArgs;
  /** How an error is told. */
  refusal(error: unknown): ExecutionResult;
  /** Called once, when it is over. */
  onEnd(): void;
}

/**
 * Answers of a subscription whose field has a stream of its own and does not live on the event log: each thing that it gives is
 * executed for this one subscriber, with a request's memory of its own. The next is asked for when the reader has taken the last,
 * so that a slow reader slows only itself.
 */
export function executeStream(
  stream: AsyncIterable<unknown>,
  { args, refusal, onEnd }: ExecuteStreamOptions,
): ExecutedStream {
  const { schema, document, operationName, variableValues } = args;
  const { app, actor } = args.contextValue as Context;
  const iterator = stream[Symbol.asyncIterator]();
  const over: IteratorResult<ExecutionResult> = { done: true, value: undefined };
  let last: ExecutionResult | null = null;
  let ended = false;

  function finish(): void {
    if (ended) return;
    ended = true;
    onEnd();
    iterator.return?.().catch(() => {});
  }

  async function answer(rootValue: unknown): Promise<ExecutionResult> {
    const names = { operationName: operationName ?? null, variableValues: variableValues ?? null };
    const contextValue = createContext({ app, actor });
    const { data, errors } = await execute({ schema, document, ...names, rootValue, contextValue });
    return errors ? { data, errors: errors.flatMap((error) => refusal(error).errors ?? []) } : { data };
  }

  return {
    async next() {
      if (!ended) {
        try {
          const { done, value } = await iterator.next();
          if (!done && !ended) return { done: false, value: await answer(value) };
        } catch (error) {
          last ??= refusal(error);
        }
        finish();
      }
      const value = last;
      last = null;
      return value ? { done: false, value } : over;
    },
    async return() {
      finish();
      return over;
    },
    end(answered) {
      last = answered;
      finish();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
