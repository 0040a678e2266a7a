import { seesEvent } from "../../outbox/events-seen.ts";
import type { Context } from "../../service/context.ts";
import { InvalidInputError } from "../../service/errors.ts";
import { EventSource } from "../../subscriptions/event-source.ts";
import { subjectUuid } from "./subject-uuid.ts";

/** What a subscriber wants to hear of. */
export interface WatchEventsOptions {
  workspaceId: string;
  after?: string | null | undefined;
  /** All when left out. */
  types?: string[] | null | undefined;
  /** The id of what it is about, as the API shows it or as a bare uuid. */
  subjectId?: string | null | undefined;
}

/** The workspace's events as they happen. @throws InvalidInputError naming a type that does not exist */
export function watchEvents(ctx: Context, { workspaceId, after, types, subjectId }: WatchEventsOptions): EventSource {
  const unknown = types?.filter((type) => !ctx.app.eventTypes.has(type)) ?? [];
  if (unknown.length > 0) {
    throw new InvalidInputError(
      unknown.map((type) => ({ path: ["types"], message: `“${type.slice(0, 80)}” is no event type.` })),
      "Choose from the query `eventTypes`, or leave types out for all.",
    );
  }
  const subject = subjectId ? subjectUuid(subjectId) : null;
  return new EventSource({
    workspaceId,
    permission: "events:read",
    after: after ?? null,
    types: types ?? null,
    matches: (event) => (!subject || event.subjectId === subject) && seesEvent(ctx, event),
  });
}
