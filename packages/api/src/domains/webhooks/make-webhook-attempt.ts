import { webhookMessages } from "@plumbline/db/schema";
import { createFarSidePaces } from "../../outbound/index.ts";
import { enqueue } from "../../outbox/enqueue.ts";
import type { Context } from "../../service/context.ts";
import { transact } from "../../service/transact.ts";
import { type AttemptJob, type AttemptRef, claimAttempt } from "./claim-attempt.ts";
import { makeAttempt } from "./make-attempt.ts";
import { recordAttempt } from "./record-attempt.ts";
import { ownMessage } from "./require-webhook-message.ts";

const paces = createFarSidePaces();

/** Milliseconds until a message is looked at again whose endpoint the breaker leaves alone. */
const pausedMs = 30_000;

/** Makes one attempt, in three steps, so that no transaction is held over the call: claim, send, record. */
export async function makeWebhookAttempt(ctx: Context, ref: AttemptRef, job: AttemptJob): Promise<void> {
  const claim = await claimAttempt(ctx, ref);
  if (claim.kind === "done") return;
  if (claim.kind === "wait") return await comeBack(ctx, ref, job, claim.until);
  const { id } = claim.endpoint;
  const attempt = await paces.run(id, () => makeAttempt(ctx, claim));
  if ("waitMs" in attempt) return await postpone(ctx, ref, job, attempt.waitMs);
  if (attempt.done) await recordAttempt(ctx, ref, id, attempt.done, job);
  else await postpone(ctx, ref, job, pausedMs + Math.random() * 10_000);
}

/** Gives the claim back and plans the same attempt a little later; nothing was sent, so nothing is recorded. */
async function postpone(ctx: Context, ref: AttemptRef, job: AttemptJob, ms: number): Promise<void> {
  const until = new Date(ctx.app.clock.now().getTime() + ms);
  await transact(ctx, { workspaceId: ref.workspaceId, verb: "postponeAttempt", input: null }, async (tx) => {
    await tx
      .update(webhookMessages)
      .set({ sendingUntil: null, nextAttemptAt: until })
      .where(ownMessage(ref.workspaceId, ref.messageId));
    await enqueue(tx, job, ref, { runAt: until });
  });
}

/** Somebody else may still be making it; who comes back then finds it made, or makes it. */
async function comeBack(ctx: Context, ref: AttemptRef, job: AttemptJob, until: Date): Promise<void> {
  await transact(ctx, { workspaceId: ref.workspaceId, verb: "waitForAttempt", input: null }, async (tx) => {
    await enqueue(tx, job, ref, { runAt: until });
  });
}
