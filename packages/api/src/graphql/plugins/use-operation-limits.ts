import { type DocumentNode, type ExecutionArgs, type ExecutionResult, parse } from "graphql";
import type { Plugin } from "graphql-yoga";
import { callerOf } from "../../service/actor.ts";
import type { Context } from "../../service/context.ts";
import { AppError, RateLimitedError } from "../../service/errors.ts";
import { actualCost } from "../limits/actual-cost.ts";
import { costKept } from "../limits/keep-cost.ts";
import { anonymousBucket, callerBucket, limits } from "../limits/limits.ts";
import { measureOperation } from "../limits/measure-operation.ts";
import type { RateBuckets } from "../limits/rate-bucket.ts";
import { presentError } from "../present-error.ts";
import type { ServerContext } from "../server-context.ts";

/** Refuses what is too deep, broad or dear before it runs; takes its cost from the caller's bucket and gives back what was not used. */
export function useOperationLimits(buckets: RateBuckets): Plugin<Context & ServerContext> {
  /** @returns the cost taken, or the refusal to answer */
  function admit(args: ExecutionArgs): number | ExecutionResult {
    const ctx = args.contextValue as Context & ServerContext;
    try {
      const variables = (args.variableValues ?? {}) as Record<string, unknown>;
      const cost = measureOperation({ schema: args.schema, document: args.document as DocumentNode, variables, ctx });
      const anonymous = ctx.actor.type === "anonymous";
      const key = anonymous ? `address:${ctx.clientAddress}` : callerOf(ctx.actor);
      const taken = buckets.take(
        key,
        cost,
        (anonymous ? anonymousBucket : callerBucket)(ctx.app.config.apiCostPerSecond),
      );
      if ("retryAfterSeconds" in taken) {
        ctx.rate.retryAfterSeconds = taken.retryAfterSeconds;
        ctx.rate.level = buckets.level(key);
        throw new RateLimitedError(
          `The operation costs ${cost}, more than is left in your bucket.`,
          taken.retryAfterSeconds,
        );
      }
      ctx.rate.key = key;
      ctx.rate.level = taken;
      return cost;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { errors: [presentError(error, ctx.requestId, ctx.app.log)] };
    }
  }

  return {
    onParse({ setParseFn }) {
      setParseFn((source: string) => parse(source, { maxTokens: limits.tokens }));
    },
    onExecute({ args, setResultAndStopExecution }) {
      const cost = admit(args as unknown as ExecutionArgs);
      if (typeof cost !== "number") return setResultAndStopExecution(cost);
      const { rate } = args.contextValue;
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          const actual = Math.min(cost, actualCost(result.data) + costKept(args.contextValue));
          buckets.refund(rate.key, cost - actual);
          rate.level = buckets.level(rate.key) ?? rate.level;
          setResult({ ...result, extensions: { ...result.extensions, cost: { requested: cost, actual } } });
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const cost = admit(args as unknown as ExecutionArgs);
      if (typeof cost !== "number") setResultAndStopExecution(cost);
    },
    onResponse({ response: answered, serverContext, setResponse, fetchAPI }) {
      const rate = (serverContext as unknown as ServerContext | undefined)?.rate;
      if (!rate) return;
      let response = answered;
      if (rate.retryAfterSeconds) {
        response = new fetchAPI.Response(answered.body, { status: 429, headers: answered.headers });
        response.headers.set("retry-after", String(rate.retryAfterSeconds));
        setResponse(response);
      }
      if (!rate.level) return;
      // draft-ietf-httpapi-ratelimit-headers: the policy, then what is left of it and when it is whole again.
      response.headers.set("ratelimit-policy", `"cost";q=${rate.level.capacity}`);
      response.headers.set("ratelimit", `"cost";r=${rate.level.remaining};t=${rate.level.resetSeconds}`);
    },
  };
}
