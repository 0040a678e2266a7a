import { events } from "@plumbline/db/schema";
import { and, eq, gte, inArray, lt, type SQL } from "drizzle-orm";
import { subjectUuid } from "./subject-uuid.ts";

/** Which events; what is left out does not narrow. */
export interface EventFilter {
  type?: { in?: string[] | null } | null;
  subjectType?: { in?: string[] | null } | null;
  /** The id of what it is about, as the API shows it or as a bare uuid. */
  subjectId?: string | null;
  actorType?: { in?: string[] | null } | null;
  occurredAt?: { gte?: Date | null; lt?: Date | null } | null;
}

/** The clauses of a filter. */
export function matchingEvents({ type, subjectType, subjectId, actorType, occurredAt }: EventFilter): SQL | undefined {
  return and(
    type?.in ? inArray(events.type, type.in) : undefined,
    subjectType?.in ? inArray(events.subjectType, subjectType.in) : undefined,
    subjectId ? eq(events.subjectId, subjectUuid(subjectId)) : undefined,
    actorType?.in ? inArray(events.actorType, actorType.in) : undefined,
    occurredAt?.gte ? gte(events.occurredAt, occurredAt.gte) : undefined,
    occurredAt?.lt ? lt(events.occurredAt, occurredAt.lt) : undefined,
  );
}
