import { onCallSchedules } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changedFields } from "../../workspaces/index.ts";
import { onCallScheduleUpdated } from "../events.ts";
import {
  authorizeSchedule,
  lockSchedule,
  type OnCallSchedule,
  ownSchedule,
  requireNearStart,
  requirePeople,
  scheduleFields,
} from "./schedule-fields.ts";

const wished = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

export const updateOnCallScheduleInput = z.object({
  scheduleId: z.uuid(),
  name: scheduleFields.name.nullish().transform(wished),
  timeZone: scheduleFields.timeZone.nullish().transform(wished),
  /** All layers; left out they stay. */
  layers: scheduleFields.layers.nullish().transform(wished),
});

export type UpdateOnCallScheduleInput = z.input<typeof updateOnCallScheduleInput>;

/** Changes a schedule; what is left out stays. Overrides stay too. */
export async function updateOnCallSchedule(ctx: Context, input: UpdateOnCallScheduleInput): Promise<OnCallSchedule> {
  const { scheduleId: id } = parseInput(z.object({ scheduleId: z.uuid() }), input);
  const workspaceId = await authorizeSchedule(ctx, id);
  const wish = parseInput(updateOnCallScheduleInput, input);
  if (wish.layers) requireNearStart(ctx, wish.layers);
  const { scheduleId: _, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "updateOnCallSchedule", input: wish }, async (tx) => {
    const known = await lockSchedule(tx, workspaceId, id);
    if (wish.layers) await requirePeople(tx, workspaceId, wish.layers);
    const changes = changedFields(known, fields);
    if (!changes) return known;
    const [updated] = await tx
      .update(onCallSchedules)
      .set({ ...changes.after, updatedAt: ctx.app.clock.now() })
      .where(ownSchedule(workspaceId, id))
      .returning();
    const schedule = updated as OnCallSchedule;
    const data = { name: schedule.name };
    await recordEvent(tx, ctx, onCallScheduleUpdated, { workspaceId, subjectId: id, data, ...changes });
    return schedule;
  });
}
