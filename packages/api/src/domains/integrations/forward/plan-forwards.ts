import { forwards, integrations } from "@plumbline/db/schema";
import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { enqueue } from "../../../outbox/enqueue.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { isFeatureOn } from "../../../service/features.ts";
import { transact } from "../../../service/transact.ts";
import { forwardSignalTask } from "../jobs/forward-signal.ts";

/** Plans the handing on of a signal to every integration that was told to take its type. Run twice it plans once. */
export async function planForwards(ctx: Context, event: RecordedEvent): Promise<void> {
  const { workspaceId, subjectId: signalId, tenantId, data } = event;
  const type = String(data.type);
  const takers = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ id: integrations.id })
      .from(integrations)
      .where(
        and(
          eq(integrations.workspaceId, workspaceId),
          sql`forward_types <> '{}' and forward_types && array['*', ${type}]::text[]`,
          ne(integrations.state, "disconnected"),
          // What came from it is not sent back to it.
          ne(integrations.id, String(data.integrationId)),
          tenantId
            ? or(isNull(integrations.tenantId), eq(integrations.tenantId, tenantId))
            : isNull(integrations.tenantId),
        ),
      ),
  );
  if (takers.length === 0 || !(await isFeatureOn(ctx, workspaceId, "plumbline.signal-forwarding", tenantId))) return;
  const createdAt = ctx.app.clock.now();
  await transact(ctx, { workspaceId, verb: "planForwards", input: { signalId } }, async (tx) => {
    const planned = await tx
      .insert(forwards)
      .values(takers.map(({ id: integrationId }) => ({ workspaceId, integrationId, signalId, createdAt })))
      .onConflictDoNothing()
      .returning({ id: forwards.id });
    for (const { id: forwardId } of planned)
      await enqueue(tx, forwardSignalTask, { workspaceId, forwardId, attempt: 1 });
  });
}
