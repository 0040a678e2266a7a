import { events } from "@plumbline/db/schema";
import { and, eq, gte, inArray, isNotNull, lte, ne, notInArray, or, type SQL } from "drizzle-orm";
import { keyset } from "../../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../../graphql/paginate.ts";
import { eventsSeen } from "../../../outbox/events-seen.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { type EventFilter, matchingEvents } from "../../events/index.ts";
import { seesGroup } from "../../logs/index.ts";
import { linkedGroups } from "../error-groups/list-links.ts";
import { namingErrors } from "../events.ts";
import type { Incident } from "../incident-ref.ts";
import { reopenWithinMs } from "../machine.ts";

/** What happened to an error group before an incident was opened belongs to its story for so long. */
const beforeMs = 24 * 3_600_000;

/**
 * Everything that happened to an incident and to the error groups that are linked to it, the newest first: the one history,
 * filtered. Counts of errors are left out; a group tells them each minute. Who may not read logs sees the incident's own
 * events, without those that name a group.
 */
export async function listIncidentTimeline(
  ctx: Context,
  incident: Incident,
  { filter, ...args }: PageArgs & { filter?: EventFilter | null },
) {
  const { workspaceId } = incident;
  const access = await authorize(ctx, workspaceId, "incidents:read");
  const groups = access.allows("logs:read") ? await linkedGroups(ctx, incident) : [];
  const about = groups.filter((group) => seesGroup(ctx, group)).map(({ id }) => id);
  const story = and(
    eq(events.workspaceId, workspaceId),
    isNotNull(events.position),
    eventsSeen(ctx),
    matchingEvents(filter ?? {}),
    access.allows("logs:read") ? undefined : notInArray(events.type, namingErrors),
    or(eq(events.subjectId, incident.id), about.length > 0 ? storyOf(incident, about) : undefined),
  );
  return await paginate<RecordedEvent>(
    args,
    (row) => String(row.position),
    async (page) => {
      const { where, orderBy } = keyset(events.position, page);
      return await ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(events).where(and(story, where)).orderBy(orderBy).limit(page.limit),
      );
    },
  );
}

function storyOf({ openedAt, resolvedAt }: Incident, groupIds: string[]): SQL | undefined {
  return and(
    inArray(events.subjectId, groupIds),
    ne(events.type, "error_group.counted"),
    gte(events.occurredAt, new Date(openedAt.getTime() - beforeMs)),
    resolvedAt ? lte(events.occurredAt, new Date(resolvedAt.getTime() + reopenWithinMs)) : undefined,
  );
}
