import { z } from "zod";
import type { EventDefinition } from "../../outbox/define-event.ts";
import type { Context } from "../../service/context.ts";
import { UnauthenticatedError } from "../../service/errors.ts";

/** Every kind of event, by type. @throws UnauthenticatedError for visitors: the list says much of how the house works */
export function listEventTypes(ctx: Context): EventDefinition[] {
  if (ctx.actor.type === "anonymous") {
    throw new UnauthenticatedError("The event catalogue is for members and API keys.", "Sign in, then try again.");
  }
  return [...ctx.app.eventTypes.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** What the event carries, as JSON Schema (draft 2020-12). */
export function eventDataSchema({ data }: EventDefinition): unknown {
  return z.toJSONSchema(data, { unrepresentable: "any" });
}
