import type { Db } from "@plumbline/db";
import { events } from "@plumbline/db/schema";
import type { z } from "zod";
import { describeActor } from "../service/actor.ts";
import type { Context } from "../service/context.ts";
import type { EventDefinition } from "./define-event.ts";

export interface RecordEventOptions<Data extends z.ZodType> {
  workspaceId: string;
  /** The id of what it is about. */
  subjectId: string;
  data: z.input<Data>;
  tenantId?: string | null;
  /** The changed fields before and after, for the audit view. Never a secret. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** One row of the event log, as recorded. Its position comes later, from the relay. */
export type RecordedEvent = typeof events.$inferSelect;

/**
 * Records an event in the verb's own transaction: the change and its event become true together. Call it after the locks on the
 * subject are taken, because the order of the log is the order of its identity column.
 */
export async function recordEvent<Data extends z.ZodType>(
  tx: Db,
  ctx: Context,
  definition: EventDefinition<Data>,
  options: RecordEventOptions<Data>,
): Promise<RecordedEvent> {
  const { workspaceId, subjectId, tenantId = null, before, after } = options;
  const [event] = await tx
    .insert(events)
    .values({
      workspaceId,
      type: definition.type,
      subjectType: definition.subject,
      subjectId,
      tenantId,
      ...describeActor(ctx.actor),
      requestId: ctx.requestId,
      data: definition.data.parse(options.data) as Record<string, unknown>,
      before: before ?? null,
      after: after ?? null,
    })
    .returning();
  if (!event) throw new TypeError("The insert into events returned no row.");
  return event;
}
