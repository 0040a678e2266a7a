import type { Database } from "@plumbline/db";
import { events } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { eq } from "drizzle-orm";
import type { RecordedEvent } from "./record-event.ts";

/** One event by its identity, across workspaces: for reactions, which bind the event's workspace afterwards. */
export async function findEvent(database: Database, seq: number): Promise<RecordedEvent | null> {
  const [event] = await withSystem(database, (tx) => tx.select().from(events).where(eq(events.seq, seq)));
  return event ?? null;
}
