import type { RecordedEvent } from "../outbox/record-event.ts";
import type { Permission } from "../service/permissions.ts";

/** What one subscription wants of the event log. */
export interface EventSourceOptions {
  workspaceId: string;
  /** What the subscriber must be allowed to, now and for as long as it listens. */
  permission: Permission;
  /** The cursor to continue after; null starts with what happens next. */
  after: string | null;
  /** Event types, `["signal.received"]`; null for all. */
  types: readonly string[] | null;
  /** Further filter, over what the row itself says. */
  matches?: (event: RecordedEvent) => boolean;
}

/**
 * What the `subscribe` of a subscription field returns. The hub recognises it and takes over; GraphQL itself only asks that it
 * looks like an async iterable.
 */
export class EventSource implements AsyncIterable<RecordedEvent> {
  readonly options: EventSourceOptions;

  constructor(options: EventSourceOptions) {
    this.options = options;
  }

  wants(event: RecordedEvent): boolean {
    const { workspaceId, types, matches } = this.options;
    return event.workspaceId === workspaceId && (!types || types.includes(event.type)) && (matches?.(event) ?? true);
  }

  [Symbol.asyncIterator](): AsyncIterator<RecordedEvent> {
    throw new TypeError("Event sources are driven by the subscription hub, not iterated.");
  }
}
