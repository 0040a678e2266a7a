import { z } from "zod";

const pathForm = /^(type|subjectType|subjectId|tenantId|actorType|actorName|data(\.[A-Za-z0-9_-]+){1,6})$/;

/** A place in an event: `type`, `subjectId`, `tenantId`, `actorType`, or anything below `data`. */
export const eventPath = z
  .string()
  .regex(pathForm, "must be type, subjectType, subjectId, tenantId, actorType, actorName, or a path below data.");

const scalar = z.union([z.string().max(500), z.number(), z.boolean()]);
const list = z
  .array(z.union([z.string().max(500), z.number()]))
  .min(1)
  .max(100);

/** One comparison of a value in an event. What the event lacks equals nothing and is in nothing. */
export const comparison = z.discriminatedUnion("op", [
  z.strictObject({ path: eventPath, op: z.enum(["eq", "ne"]), value: scalar }),
  z.strictObject({ path: eventPath, op: z.enum(["in", "notIn"]), value: list }),
  z.strictObject({ path: eventPath, op: z.enum(["contains", "startsWith"]), value: z.string().min(1).max(500) }),
  z.strictObject({ path: eventPath, op: z.enum(["gt", "gte", "lt", "lte"]), value: z.number() }),
  z.strictObject({ path: eventPath, op: z.literal("exists"), value: z.boolean() }),
]);

export type Comparison = z.output<typeof comparison>;
