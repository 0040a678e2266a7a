import { setTimeout } from "node:timers/promises";
import type { z } from "zod";
import { type Context, createContext } from "../../../service/context.ts";
import { AppError } from "../../../service/errors.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import { flagChange } from "../change/flag-change.ts";
import { flagScheduledChangeRefused } from "../events.ts";
import { endScheduledChange, lockScheduledChange } from "./end-scheduled-change.ts";
import { recordScheduled, type scheduledChangeRef } from "./plan-scheduled-change.ts";

/** Clocks that differ by more are broken; the job is tried again. */
const mostWaitMs = 5000;

/**
 * Applies a change whose time has come, once. What cannot be applied any more is refused for good, with the reason, where
 * everybody sees it: trying again would change the flag at a time that nobody chose.
 */
export async function applyScheduledChange(
  job: Context,
  { workspaceId, scheduledChangeId }: z.output<typeof scheduledChangeRef>,
): Promise<void> {
  const { app } = job;
  const known = await transact(job, { workspaceId, verb: "readScheduledChange", input: null }, (tx) =>
    lockScheduledChange(tx, workspaceId, scheduledChangeId),
  );
  if (known.state !== "waiting") return;
  const early = known.applyAt.getTime() - app.clock.now().getTime();
  // The database's clock was ahead of ours.
  if (early > 0) await setTimeout(Math.min(early, mostWaitMs));
  if (early > mostWaitMs) throw new TypeError(`The scheduled change ${scheduledChangeId} came ${early} ms too early.`);
  const ctx = createContext({ app, actor: { type: "system", name: `Schedule of ${known.madeBy}` } });
  try {
    await transact(ctx, { workspaceId, verb: "applyScheduledChange", input: null }, async (tx) => {
      const scheduled = await lockScheduledChange(tx, workspaceId, scheduledChangeId);
      if (scheduled.state !== "waiting") return;
      const { change, reason, changeRequestId } = scheduled;
      const changes = [flagChange.parse(change)];
      await changeFlags(tx, ctx, { workspaceId, changes, reason, approved: changeRequestId !== null });
      await endScheduledChange(tx, ctx, scheduled, { state: "applied", refusal: null });
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await transact(ctx, { workspaceId, verb: "refuseScheduledChange", input: null }, async (tx) => {
      const scheduled = await lockScheduledChange(tx, workspaceId, scheduledChangeId);
      if (scheduled.state !== "waiting") return;
      const refused = await endScheduledChange(tx, ctx, scheduled, { state: "refused", refusal: error.message });
      await recordScheduled(tx, ctx, refused, flagScheduledChangeRefused);
    });
  }
}
