import type { Db } from "@plumbline/db";
import { events } from "@plumbline/db/schema";
import { and, asc, eq, gt, inArray, lte, or, sql } from "drizzle-orm";
import { inboundDeeds } from "../alert/read-inbound.ts";
import type { SeenEvent } from "./seen-event.ts";

/** Events of one batch. */
export const batchSize = 1000;

export interface EventBatch {
  events: SeenEvent[];
  /** Everything up to here was looked at. */
  upTo: number;
  /** Whether there is more behind it. */
  more: boolean;
}

/** The next events of the log that some rule wants, or that tell of other systems' alerts, behind a position. */
export async function readEvents(
  tx: Db,
  workspaceId: string,
  { after, upTo, types }: { after: number; upTo: number; types: readonly string[] },
): Promise<EventBatch> {
  const inbound = and(
    eq(events.type, "signal.received"),
    inArray(sql`${events.data}->>'type'`, Object.keys(inboundDeeds)),
  );
  const rows = await tx
    .select()
    .from(events)
    .where(
      and(
        eq(events.workspaceId, workspaceId),
        gt(events.position, after),
        lte(events.position, upTo),
        types.length > 0 ? or(inArray(events.type, [...types]), inbound) : inbound,
      ),
    )
    .orderBy(asc(events.position))
    .limit(batchSize);
  const more = rows.length === batchSize;
  return { events: rows, upTo: more ? (rows.at(-1)?.position ?? upTo) : upTo, more };
}
