import type { TransactionSql } from "postgres";
import type { NumberedEvent } from "./number-events.ts";
import { addReactionJobs } from "./sinks/reactions.ts";
import { addWebhookMessages } from "./sinks/webhooks.ts";

/**
 * Hands a numbered batch to the durable sinks, in the relay's own transaction: an event has its position exactly when the jobs
 * that it causes exist. Live subscriptions are not durable and read the log themselves after the commit.
 */
export async function dispatchSinks(tx: TransactionSql, batch: readonly NumberedEvent[]): Promise<void> {
  await addReactionJobs(tx, batch);
  await addWebhookMessages(tx, batch);
}
