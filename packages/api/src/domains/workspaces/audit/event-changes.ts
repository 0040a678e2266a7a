import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { accessTo } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";

/** One field that a write changed. */
export interface EventChange {
  path: string;
  /** Null when it was not there, or null. */
  before: unknown;
  after: unknown;
}

/** What an event changed, field by field; null for those who may not read the audit log. */
export async function eventChanges(ctx: Context, event: RecordedEvent): Promise<EventChange[] | null> {
  const access = await accessTo(ctx, event.workspaceId);
  if (!access?.allows("audit:read")) return null;
  return changesOf(event);
}

/** What an event changed, field by field, in the order of the names. */
export function changesOf({ before, after }: Pick<RecordedEvent, "before" | "after">): EventChange[] {
  const paths = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  return paths.map((path) => ({ path, before: before?.[path] ?? null, after: after?.[path] ?? null }));
}
