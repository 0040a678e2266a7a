import { events, webhookEndpoints, webhookMessages } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { JobDefinition } from "../../outbox/define-job.ts";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { transact } from "../../service/transact.ts";
import type { WebhookEndpoint } from "./require-webhook-endpoint.ts";
import { lockMessage, ownMessage, type WebhookMessage } from "./require-webhook-message.ts";

/** Milliseconds after which an attempt that nobody reported counts as lost with its process. The call itself ends sooner. */
export const claimMs = 25_000;

const clockToleranceMs = 1000;

/** Which attempt of which message a job is to make: 1 for the first. One that was made already is not made again. */
export const attemptRef = z.object({ workspaceId: z.uuid(), messageId: z.uuid(), attempt: z.int().min(1) });

export type AttemptRef = z.infer<typeof attemptRef>;

/** The job that makes an attempt, and plans the next one as itself. */
export type AttemptJob = JobDefinition<typeof attemptRef>;

export interface ClaimedAttempt {
  kind: "claimed";
  message: WebhookMessage;
  endpoint: WebhookEndpoint;
  event: RecordedEvent;
}

/**
 * Takes an attempt for this process, or says why not: it is made or void already (`done`), it is not due yet because a
 * `Retry-After` moved it or another process may still be making it (`wait`).
 */
export async function claimAttempt(
  ctx: Context,
  { workspaceId, messageId, attempt }: AttemptRef,
): Promise<ClaimedAttempt | { kind: "wait"; until: Date } | { kind: "done" }> {
  return await transact(ctx, { workspaceId, verb: "claimAttempt", input: null }, async (tx) => {
    const message = await lockMessage(tx, workspaceId, messageId).catch(() => null);
    if (message?.state !== "pending" || message.attempts !== attempt - 1) return { kind: "done" };
    const now = ctx.app.clock.now();
    const until = message.sendingUntil ?? message.nextAttemptAt ?? now;
    // The database's clock may run a little ahead of this process's; what is due by either is due.
    if (until.getTime() > now.getTime() + clockToleranceMs) return { kind: "wait", until };
    const [endpoint] = await tx
      .select()
      .from(webhookEndpoints)
      .where(and(eq(webhookEndpoints.workspaceId, workspaceId), eq(webhookEndpoints.id, message.endpointId)));
    const [event] = await tx
      .select()
      .from(events)
      .where(and(eq(events.workspaceId, workspaceId), eq(events.id, message.eventId)));
    const isVoid = !endpoint || endpoint.deletedAt || endpoint.disabledAt || !event;
    await tx
      .update(webhookMessages)
      .set(
        isVoid
          ? { state: "cancelled", nextAttemptAt: null, sendingUntil: null }
          : { sendingUntil: new Date(now.getTime() + claimMs) },
      )
      .where(ownMessage(workspaceId, messageId));
    return isVoid ? { kind: "done" } : { kind: "claimed", message, endpoint, event };
  });
}
