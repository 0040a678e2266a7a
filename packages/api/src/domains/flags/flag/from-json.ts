import { z } from "zod";

/** A field that the API takes as any JSON and that a verb reads itself, so that a refusal names the place in it. */
export function fromJson<T extends z.ZodType>(schema: T) {
  return z.unknown().optional().pipe(schema);
}
