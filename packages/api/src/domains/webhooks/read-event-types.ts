import type { Context } from "../../service/context.ts";
import { InvalidInputError } from "../../service/errors.ts";

/**
 * The choice of events as it is stored: each once, in order; null for all.
 * @throws InvalidInputError naming every type that does not exist, or never leaves the house
 */
export function readEventTypes(ctx: Context, types: readonly string[] | null): string[] | null {
  if (types === null) return null;
  const issues = types.flatMap((type, index) =>
    ctx.app.eventTypes.get(type)?.outbound
      ? []
      : [{ path: ["eventTypes", String(index)], message: `“${type.slice(0, 80)}” is not an event that can be sent.` }],
  );
  if (issues.length === 0) return [...new Set(types)].sort();
  throw new InvalidInputError(issues, "Choose from the query `eventTypes`, or leave eventTypes out for all.");
}
