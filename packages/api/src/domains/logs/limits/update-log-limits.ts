import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { logLimitsChanged } from "../events.ts";
import { forgetLogSettings } from "./log-settings-of.ts";
import { type ShownLogSettings, showLogSettings } from "./show-log-settings.ts";
import { lockLogSettings, writeLogSettings } from "./write-log-settings.ts";

export const updateLogLimitsInput = z.object({
  workspaceId: z.uuid(),
  /** Null: what the server allows. */
  entriesPerSecond: z.int().min(1).max(10_000_000).nullish(),
  bytesPerDay: z.int().min(1_000_000).max(1e15).nullish(),
});

export type UpdateLogLimitsInput = z.input<typeof updateLogLimitsInput>;

/** Sets how many entries and bytes the workspace takes; never more than the server allows. Other processes follow within 5 s. */
export async function updateLogLimits(ctx: Context, input: UpdateLogLimitsInput): Promise<ShownLogSettings> {
  await authorize(ctx, input.workspaceId, "logs:settings");
  const wish = parseInput(updateLogLimitsInput, input);
  const { workspaceId } = wish;
  const after = { entriesPerSecond: wish.entriesPerSecond ?? null, bytesPerDay: wish.bytesPerDay ?? null };
  await transact(ctx, { workspaceId, verb: "updateLogLimits", input: wish }, async (tx) => {
    const { entriesPerSecond, bytesPerDay } = await lockLogSettings(tx, workspaceId);
    await writeLogSettings(tx, workspaceId, after);
    const before = { entriesPerSecond, bytesPerDay };
    await recordEvent(tx, ctx, logLimitsChanged, { workspaceId, subjectId: workspaceId, data: after, before, after });
    return null;
  });
  forgetLogSettings(ctx.app, workspaceId);
  return await showLogSettings(ctx, workspaceId);
}
