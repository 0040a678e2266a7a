import type { RecordedEvent } from "../../../outbox/record-event.ts";

/** What conditions see of an event. */
export type SeenEvent = Pick<
  RecordedEvent,
  "id" | "type" | "subjectType" | "subjectId" | "tenantId" | "actorType" | "actorName" | "data" | "occurredAt"
>;

/** The value at a path of an event, or undefined. */
export function valueAt(event: SeenEvent, path: string): unknown {
  let value: unknown = event;
  for (const name of path.split(".")) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value ?? undefined;
}

/** One line that says what the event is, for samples. */
export function eventTitle({ type, data, actorName }: SeenEvent): string {
  const said = [data.title, data.name, data.subject, data.reason].find(
    (text) => typeof text === "string" && text !== "",
  );
  return `${type}: ${typeof said === "string" ? said.slice(0, 200) : `by ${actorName}`}`;
}
