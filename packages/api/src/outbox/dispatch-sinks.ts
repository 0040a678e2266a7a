import type { TransactionSql } from "postgres";
import { createEvaluatorWaker } from "../domains/alerts/index.ts";
import type { NumberedEvent } from "./number-events.ts";
import { addReactionJobs } from "./sinks/reactions.ts";
import { addWebhookMessages } from "./sinks/webhooks.ts";

/** Hands a numbered batch to the durable sinks. `fence` is that of the relay's present hold. */
export type DispatchSinks = (tx: TransactionSql, batch: readonly NumberedEvent[], fence: number) => Promise<void>;

/**
 * The durable sinks of one relay. They run in its own transaction: an event has its position exactly when the jobs that it causes
 * exist. Live subscriptions are not durable and read the log themselves after the commit.
 */
export function createDispatch(): DispatchSinks {
  const evaluators = createEvaluatorWaker();
  return async (tx, batch, fence) => {
    await addReactionJobs(tx, batch);
    await addWebhookMessages(tx, batch);
    await evaluators.wake(tx, batch, fence);
  };
}
