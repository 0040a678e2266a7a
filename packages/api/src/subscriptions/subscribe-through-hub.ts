import type { ExecutionArgs, ExecutionResult } from "graphql";
import { presentError } from "../graphql/present-error.ts";
import type { Context } from "../service/context.ts";
import { ResyncRequiredError, UnauthenticatedError } from "../service/errors.ts";
import type { Connection } from "./connection.ts";
import { executeStream } from "./execute-stream.ts";
import { createFrameQueue } from "./frame-queue.ts";
import type { Frame, Subscriber } from "./group.ts";
import type { Hub } from "./hub.ts";

/** What a transport that writes frames itself puts into the context; without it answers are queued as objects. */
export interface LiveConnection {
  /** What carries the operation, the same for all of one socket. */
  readonly connection: Connection;
  /** @returns false when the far side is too slow to be served */
  send(frame: Frame): boolean;
  /** True while much of what was sent has not left yet. */
  isBusy(): boolean;
  /** Closes the whole connection: the credential no longer opens anything. */
  forbid(reason: string): void;
}

/** Answers that wait in a queue before a replay pauses. */
const busyQueue = 200;

/** Longest wait that a timer can hold, in milliseconds. */
const longestTimer = 2_147_483_647;

/** Milliseconds between two looks at the credential of a stream; WebSockets look at theirs by themselves. */
const recheckMs = 30_000;

/** What the transport adds to the context. */
interface LiveContext extends Context {
  live?: LiveConnection;
  isStillGood?: () => Promise<boolean>;
}

/**
 * The `subscribe` of our GraphQL server: the hub executes once per group, this hands the frames to one transport.
 * @param everyMs milliseconds between two looks at a stream's credential
 */
export function subscribeThroughHub(hub: Hub, everyMs = recheckMs) {
  return async (args: ExecutionArgs): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> => {
    const ctx = args.contextValue as LiveContext;
    let close = () => {};
    let unwatch = () => {};
    const queue = createFrameQueue(() => {
      unwatch();
      close();
    });
    const refusal = (error: unknown): ExecutionResult => ({
      errors: [presentError(error, ctx.requestId, ctx.app.log)],
    });
    const subscriber: Subscriber = {
      actor: ctx.actor,
      connection: ctx.live?.connection ?? { transport: "sse", since: ctx.app.clock.now() },
      next(frame) {
        if (ctx.live ? ctx.live.send(frame) : queue.push(frame.result, frame.json.length)) return;
        close();
        queue.end(refusal(tooSlow()));
      },
      isBusy: () => (ctx.live ? ctx.live.isBusy() : queue.size() > busyQueue),
      fail: (error) => queue.end(refusal(error)),
      forbid(reason) {
        ctx.live?.forbid(reason);
        queue.end(refusal(withdrawn(reason)));
      },
    };
    try {
      const answer = await hub.subscribe(args, subscriber);
      if (Symbol.asyncIterator in answer) {
        const own = executeStream(answer, { args, refusal, onEnd: () => unwatch() });
        const forbid = (reason: string) => {
          ctx.live?.forbid(reason);
          own.end(refusal(withdrawn(reason)));
        };
        unwatch = watchCredential(ctx, { ...subscriber, forbid }, everyMs);
        return own;
      }
      if (!("kind" in answer))
        return { ...answer, errors: answer.errors?.flatMap((error) => refusal(error).errors ?? []) };
      close = answer.close;
      unwatch = watchCredential(ctx, subscriber, everyMs);
      return queue;
    } catch (error) {
      // Thrown, it would close the whole socket with 4500.
      return refusal(error);
    }
  };
}

/** A stream lives no longer than the credential that opened it: not past its end, and not past its withdrawal. */
function watchCredential(
  { live, isStillGood }: LiveContext,
  { actor, forbid }: Subscriber,
  everyMs: number,
): () => void {
  const end = () => forbid("The credential of this connection has ended.");
  const expiresAt = "expiresAt" in actor ? actor.expiresAt : null;
  const wait = expiresAt ? expiresAt.getTime() - Date.now() : Number.POSITIVE_INFINITY;
  const expiry = wait > longestTimer ? undefined : setTimeout(end, Math.max(0, wait)).unref();
  const look = () => isStillGood?.().then((good) => good || end());
  const recheck = live ? undefined : setInterval(look, everyMs).unref();
  return () => {
    clearTimeout(expiry);
    clearInterval(recheck);
  };
}

function withdrawn(reason: string): UnauthenticatedError {
  return new UnauthenticatedError(reason, "Sign in again, or mint a new token, then subscribe from your cursor.");
}

function tooSlow(): ResyncRequiredError {
  return new ResyncRequiredError(
    "You read slower than events happen.",
    "Read the state anew, then subscribe from its cursor.",
  );
}
