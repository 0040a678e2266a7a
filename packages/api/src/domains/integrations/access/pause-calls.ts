import type { Db } from "@plumbline/db";
import { integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { integrationPaused } from "../events.ts";
import { innerContext } from "../inner-context.ts";
import type { ProviderError } from "./provider-error.ts";

type Integration = typeof integrations.$inferSelect;

/** Calls that failed in a row, over all processes, after which an integration rests. */
const failuresBeforeRest = 3;
const firstRestMs = 30_000;
const longestRestMs = 1_800_000;

const own = ({ workspaceId, id }: Integration) =>
  and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, id));

/** Has every process leave the provider alone until a moment, for this integration. The beginning of a rest is an event. */
export async function pauseCalls(
  ctx: Context,
  integration: Integration,
  { until, reason }: { until: Date; reason: string },
): Promise<void> {
  await write(ctx, integration, async (tx, before) => {
    // Another process may have been told to wait longer.
    if (before.pausedUntil && before.pausedUntil >= until) return before;
    return await rest(tx, ctx, before, { until, reason });
  });
}

/** Counts a call that failed by the far side's fault; the third in a row, and each after it, makes calls rest longer. */
export async function noteFailedCall(
  ctx: Context,
  integration: Integration,
  error: ProviderError,
): Promise<Integration | null> {
  return await write(ctx, integration, async (tx, before) => {
    const callFailures = before.callFailures + 1;
    const over = callFailures - failuresBeforeRest;
    if (over < 0) {
      const [after] = await tx.update(integrations).set({ callFailures }).where(own(before)).returning();
      return after ?? before;
    }
    const restMs = Math.min(longestRestMs, firstRestMs * 2 ** Math.min(over, 10));
    const until = new Date(ctx.app.clock.now().getTime() + restMs * (1 + Math.random() / 10));
    const reason = `${callFailures} calls in a row failed: ${error.message}`;
    return await rest(tx, ctx, before, { until, reason, callFailures });
  });
}

/** A call worked: nothing is to be waited for any more. */
export async function endPause(ctx: Context, integration: Integration): Promise<void> {
  await write(ctx, integration, async (tx, before) => {
    const over = { pausedUntil: null, pausedReason: null, callFailures: 0 };
    const [after] = await tx.update(integrations).set(over).where(own(before)).returning();
    return after ?? before;
  });
}

async function rest(
  tx: Db,
  ctx: Context,
  before: Integration,
  { until, reason, callFailures = before.callFailures }: { until: Date; reason: string; callFailures?: number },
): Promise<Integration> {
  const { workspaceId, id, tenantId, provider, name } = before;
  const columns = { pausedUntil: until, pausedReason: reason.slice(0, 500), callFailures };
  const [after] = await tx.update(integrations).set(columns).where(own(before)).returning();
  const isNew = !before.pausedUntil || before.pausedUntil <= ctx.app.clock.now();
  if (isNew && before.callFailures <= failuresBeforeRest) {
    await recordEvent(tx, ctx, integrationPaused, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { provider, name, until: until.toISOString(), reason: columns.pausedReason },
    });
  }
  return after ?? before;
}

async function write(
  ctx: Context,
  integration: Integration,
  change: (tx: Db, before: Integration) => Promise<Integration>,
): Promise<Integration | null> {
  const { workspaceId } = integration;
  return await transact(innerContext(ctx), { workspaceId, verb: "noteCall", input: null }, async (tx) => {
    const [before] = await tx.select().from(integrations).where(own(integration)).for("no key update");
    return before ? await change(tx, before) : null;
  });
}
