import type { Db } from "@plumbline/db";
import type { forwards, integrations, signals } from "@plumbline/db/schema";

/** A planned forward with what it is about. */
export interface ForwardTrip {
  forward: typeof forwards.$inferSelect;
  integration: typeof integrations.$inferSelect;
  signal: typeof signals.$inferSelect;
}

/** What one attempt gave. */
export interface ForwardOutcome {
  ok: boolean;
  /** The far side's words, or why there were none. */
  answer: string;
  startedAt: Date;
  durationMs: number;
  /** False when another attempt would be answered the same. */
  mayRetry: boolean;
}

/** Plans the next attempt, inside the transaction that wrote the last one. The job does it, as itself. */
export type PlanForward = (
  tx: Db,
  next: { workspaceId: string; forwardId: string; attempt: number },
  runAt: Date,
) => Promise<void>;
