import { deliveries } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { enqueue } from "../../outbox/enqueue.ts";
import { recordEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import { PreconditionError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { deliveryReplayed } from "./events.ts";
import { processDeliveryTask } from "./jobs/process-delivery.ts";
import { type DeliveryRow, deliveryColumns } from "./list-deliveries.ts";
import { requireDelivery } from "./require-delivery.ts";

export const replayDeliveryInput = z.object({ deliveryId: z.uuid() });

export type ReplayDeliveryInput = z.input<typeof replayDeliveryInput>;

/**
 * Has a stored delivery worked on again, as a delivery of its own that names the first. Facts that are known already stay one.
 * @throws PreconditionError for one that was refused: nobody has vouched for what it says
 */
export async function replayDelivery(ctx: Context, input: ReplayDeliveryInput): Promise<DeliveryRow> {
  const original = await requireDelivery(ctx, input.deliveryId, "deliveries:write");
  parseInput(replayDeliveryInput, input);
  if (original.verdict !== "accepted") {
    throw new PreconditionError(
      `A ${original.verdict} delivery cannot be replayed.`,
      original.verdict === "refused"
        ? "Correct the sender and let it send again."
        : "Replay the one that was accepted.",
    );
  }
  const { workspaceId, integrationId, provider } = original;
  return await transact(ctx, { workspaceId, verb: "replayDelivery", input }, async (tx) => {
    const [source] = await tx
      .select({ body: deliveries.body, headers: deliveries.headers })
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, original.id)));
    const now = ctx.app.clock.now();
    const [made] = await tx
      .insert(deliveries)
      .values({
        workspaceId,
        integrationId,
        provider,
        // The same id, so that facts named after it are known again.
        externalId: original.externalId,
        event: original.event,
        verdict: "accepted",
        headers: source?.headers ?? {},
        body: source?.body ?? Buffer.alloc(0),
        bodyBytes: original.bodyBytes,
        receivedAt: now,
        answeredMs: 0,
        replayOf: original.id,
      })
      .returning(deliveryColumns);
    const replay = made as DeliveryRow;
    await enqueue(tx, processDeliveryTask, { workspaceId, deliveryId: replay.id });
    await recordEvent(tx, ctx, deliveryReplayed, {
      workspaceId,
      subjectId: replay.id,
      data: { integrationId, provider, replayOf: original.id },
    });
    return replay;
  });
}
