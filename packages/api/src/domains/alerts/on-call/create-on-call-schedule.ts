import { onCallSchedules } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { onCallScheduleCreated } from "../events.ts";
import { type OnCallSchedule, requireNearStart, requirePeople, scheduleFields } from "./schedule-fields.ts";

export const createOnCallScheduleInput = z.object({ workspaceId: z.uuid(), ...scheduleFields });

export type CreateOnCallScheduleInput = z.input<typeof createOnCallScheduleInput>;

/** Says who is on call when. */
export async function createOnCallSchedule(ctx: Context, input: CreateOnCallScheduleInput): Promise<OnCallSchedule> {
  await authorize(ctx, input.workspaceId, "alert_rules:write");
  const wish = parseInput(createOnCallScheduleInput, input);
  requireNearStart(ctx, wish.layers);
  const { workspaceId, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "createOnCallSchedule", input: wish }, async (tx) => {
    await requirePeople(tx, workspaceId, wish.layers);
    const now = ctx.app.clock.now();
    const [made] = await tx
      .insert(onCallSchedules)
      .values({ ...wish, createdAt: now, updatedAt: now })
      .returning();
    const schedule = made as OnCallSchedule;
    const data = { name: schedule.name };
    await recordEvent(tx, ctx, onCallScheduleCreated, { workspaceId, subjectId: schedule.id, data, after: fields });
    return schedule;
  });
}
