import type { EvaluationContext } from "@plumbline/sdk/flags";
import { InvalidInputError } from "../../service/errors.ts";

/**
 * The context in a body, `{"context": {…}}`.
 * @throws InvalidInputError naming what is wrong with it
 */
export function contextOf(body: unknown): EvaluationContext {
  const context = isObject(body) ? body.context : undefined;
  if (!isObject(context)) throw new InvalidInputError([{ path: ["context"], message: "must be an object." }]);
  for (const name of ["targetingKey", "tenant"] as const) {
    const value = context[name];
    if (value !== undefined && value !== null && typeof value !== "string")
      throw new InvalidInputError([{ path: ["context", name], message: "must be a text." }]);
  }
  return context as EvaluationContext;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
