/** An error in OpenTelemetry's words (semantic conventions, “Exceptions in logs”). */
export interface DescribedError {
  "exception.type": string;
  "exception.message": string;
  /** The stack, then that of each cause behind `Caused by:`. */
  "exception.stacktrace"?: string;
  /** What the error carries besides: `code`, `status`, … */
  "exception.properties"?: Record<string, unknown>;
}

/** Causes, and errors of an AggregateError, that are followed. */
const mostCauses = 8;
/** Told in the fields above. */
const ownFields = new Set(["name", "message", "stack", "cause", "errors"]);

/** Describes anything that was thrown, also what is no Error, with its causes. */
export function describeError(thrown: unknown): DescribedError {
  if (!isErrorLike(thrown)) {
    const message = typeof thrown === "string" ? thrown : `A value was thrown that is no Error: ${typeof thrown}`;
    const described: DescribedError = { "exception.type": typeof thrown, "exception.message": message };
    return thrown && typeof thrown === "object"
      ? { ...described, "exception.properties": { ...(thrown as Record<string, unknown>) } }
      : described;
  }
  const stacktrace = traceOf(thrown);
  const properties = Object.entries(Object.getOwnPropertyDescriptors(thrown)).flatMap(([key, { value, enumerable }]) =>
    enumerable && !ownFields.has(key) ? [[key, value] as const] : [],
  );
  return {
    "exception.type": String(thrown.name || "Error"),
    "exception.message": String(thrown.message),
    ...(stacktrace ? { "exception.stacktrace": stacktrace } : {}),
    ...(properties.length > 0 ? { "exception.properties": Object.fromEntries(properties) } : {}),
  };
}

/** Errors of another realm (a vm, a worker) are no `instanceof Error`. */
export function isErrorLike(value: unknown): value is Error {
  return (
    value instanceof Error ||
    (typeof value === "object" && value !== null && "message" in value && "stack" in value && "name" in value)
  );
}

function traceOf(error: Error): string {
  const seen = new Set<unknown>();
  const parts: string[] = [];
  const waiting: { error: unknown; says: string }[] = [{ error, says: "" }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (seen.has(next.error)) {
      parts.push(`${next.says}(the same error again)`);
      continue;
    }
    seen.add(next.error);
    if (seen.size > mostCauses) {
      parts.push("Caused by: further errors, which are not listed");
      break;
    }
    if (!isErrorLike(next.error)) {
      parts.push(next.says + String(next.error));
      continue;
    }
    parts.push(next.says + (next.error.stack || `${next.error.name}: ${next.error.message}`));
    if (next.error.cause !== undefined) waiting.push({ error: next.error.cause, says: "Caused by: " });
    const several = (next.error as AggregateError).errors;
    if (Array.isArray(several)) {
      for (const [index, one] of several.entries())
        waiting.push({ error: one, says: `Error ${index + 1} of ${several.length}: ` });
    }
  }
  return parts.join("\n");
}
