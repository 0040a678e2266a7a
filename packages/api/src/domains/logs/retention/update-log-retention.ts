import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { logRetentionChanged } from "../events.ts";
import { forgetLogSettings } from "../limits/log-settings-of.ts";
import { type ShownLogSettings, showLogSettings } from "../limits/show-log-settings.ts";
import { lockLogSettings, writeLogSettings } from "../limits/write-log-settings.ts";
import { defaultRetention, possibleDays } from "./retention-classes.ts";

const days = z
  .int()
  .refine((value) => (possibleDays as readonly number[]).includes(value), {
    message: `must be one of ${possibleDays.join(", ")}.`,
  })
  .nullish();

export const updateLogRetentionInput = z.object({
  workspaceId: z.uuid(),
  /** Left out: it stays. Null: the default. */
  errorDays: days,
  warnDays: days,
  infoDays: days,
  debugDays: days,
});

export type UpdateLogRetentionInput = z.input<typeof updateLogRetentionInput>;

/**
 * Sets how many days entries are kept. A longer limit holds for what comes from now on; a shorter one also for what is there: it is
 * deleted within ten minutes.
 */
export async function updateLogRetention(ctx: Context, input: UpdateLogRetentionInput): Promise<ShownLogSettings> {
  await authorize(ctx, input.workspaceId, "logs:settings");
  const wish = parseInput(updateLogRetentionInput, input);
  const { workspaceId, ...given } = wish;
  await transact(ctx, { workspaceId, verb: "updateLogRetention", input: wish }, async (tx) => {
    const known = await lockLogSettings(tx, workspaceId);
    const { errorDays, warnDays, infoDays, debugDays } = known;
    const before = { errorDays, warnDays, infoDays, debugDays };
    const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const after = { ...before, ...change };
    await writeLogSettings(tx, workspaceId, after);
    const data = {
      days: {
        error: after.errorDays ?? defaultRetention.error,
        warn: after.warnDays ?? defaultRetention.warn,
        info: after.infoDays ?? defaultRetention.info,
        debug: after.debugDays ?? defaultRetention.debug,
      },
    };
    await recordEvent(tx, ctx, logRetentionChanged, { workspaceId, subjectId: workspaceId, data, before, after });
    return null;
  });
  forgetLogSettings(ctx.app, workspaceId);
  return await showLogSettings(ctx, workspaceId);
}
