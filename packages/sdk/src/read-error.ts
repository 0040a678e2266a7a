import type { GraphQLErrorJson } from "./graphql-answer.ts";
import { InternalError, OperationError, type PlumblineError, type RefusalCode } from "./plumbline-error.ts";
import { type RefusalFacts, refusalClasses } from "./refusal-error.ts";

/** The typed error of a GraphQL error: a refusal by its code, the server's own failure, or an operation it does not understand. */
export function readError({ message, extensions = {} }: GraphQLErrorJson): PlumblineError {
  const facts = { ...extensions, message } as RefusalFacts;
  const refusal = refusalClasses[facts.code as RefusalCode];
  if (refusal) return new refusal(facts);
  return facts.code === "INTERNAL" ? new InternalError(message, facts) : new OperationError(message, facts);
}

/** The refusal that a mutation's union answered, or null when its answer is the success. */
export function readRefusal(data: unknown): PlumblineError | null {
  for (const field of Object.values((data ?? {}) as Record<string, RefusalFacts | null>)) {
    const refusal = refusalClasses[field?.code as RefusalCode];
    if (field && refusal && typeof field.message === "string") return new refusal(field);
  }
  return null;
}
