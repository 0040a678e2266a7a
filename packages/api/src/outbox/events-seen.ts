import { events } from "@plumbline/db/schema";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../service/context.ts";
import { ownEnvironment } from "../service/own-environment.ts";
import type { RecordedEvent } from "./record-event.ts";

/** Events that the actor sees by their environment: an API key those of its own, and those that name none; others all. */
export function eventsSeen(ctx: Context): SQL | undefined {
  const only = ownEnvironment(ctx);
  return only === null ? undefined : sql`coalesce(${events.data} ->> 'environmentId', ${only}) = ${only}`;
}

/** Whether the actor sees an event, by the same rule. */
export function seesEvent(ctx: Context, { data }: Pick<RecordedEvent, "data">): boolean {
  const only = ownEnvironment(ctx);
  const { environmentId = null } = data as { environmentId?: string | null };
  return only === null || environmentId === null || environmentId === only;
}
