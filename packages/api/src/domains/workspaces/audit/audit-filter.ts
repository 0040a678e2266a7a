import { events } from "@plumbline/db/schema";
import { and, eq, gte, ilike, inArray, isNotNull, lt, ne, or, type SQL } from "drizzle-orm";

import { eventsSeen } from "../../../outbox/events-seen.ts";
import type { Context } from "../../../service/context.ts";

/** Which entries of the audit log; what is left out does not narrow. */
export interface AuditFilter {
  types?: readonly string[] | null;
  /** Nouns: `member`, `api_key`. */
  subjectTypes?: readonly string[] | null;
  /** The uuid of what it is about. */
  subjectId?: string | null;
  actorTypes?: readonly string[] | null;
  /** Part of the actor's name. */
  actorName?: string | null;
  since?: Date | null;
  until?: Date | null;
}

/**
 * The audit log is a view of the one history: everything that a person, a key or a token did, and what the system changed by
 * itself. Deliveries and signals, which the system only observed, are not part of it. An API key of one environment sees nothing of
 * another, before and after least of all.
 */
export function auditEvents(ctx: Context, workspaceId: string, filter: AuditFilter): SQL | undefined {
  const { types, subjectTypes, subjectId, actorTypes, actorName, since, until } = filter;
  return and(
    eq(events.workspaceId, workspaceId),
    isNotNull(events.position),
    eventsSeen(ctx),
    or(ne(events.actorType, "system"), isNotNull(events.before), isNotNull(events.after)),
    types ? inArray(events.type, [...types]) : undefined,
    subjectTypes ? inArray(events.subjectType, [...subjectTypes]) : undefined,
    subjectId ? eq(events.subjectId, subjectId) : undefined,
    actorTypes ? inArray(events.actorType, [...actorTypes]) : undefined,
    actorName ? ilike(events.actorName, `%${actorName.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
    since ? gte(events.occurredAt, since) : undefined,
    until ? lt(events.occurredAt, until) : undefined,
  );
}
