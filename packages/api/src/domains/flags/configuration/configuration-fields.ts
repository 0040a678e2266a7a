import { z } from "zod";

const attribute = z.string().min(1, "must not be empty.").max(200, "has at most 200 characters.");
const variantKey = z.string().min(1, "must not be empty.").max(100, "has at most 100 characters.");
const moment = z.iso.datetime({ offset: true, error: "must be a time in ISO 8601 with a zone." });

/** One comparison with an attribute. Which operators and values fit is said by the engine itself, in `findProblems`. */
export const attributeCondition = z.strictObject({
  attribute,
  operator: z.enum([
    ...(["equals", "in", "contains", "startsWith", "endsWith", "lt", "lte", "gt", "gte", "before", "after"] as const),
    ...(["semver", "cidr", "regex", "hashed", "exists"] as const),
  ]),
  values: z
    .array(z.union([z.string(), z.number(), z.boolean()], "must be text, a number, or true or false."))
    .optional(),
  negate: z.boolean().optional(),
});

const segmentCondition = z.strictObject({ segment: z.string().min(1), negate: z.boolean().optional() });

const condition = z.union([attributeCondition, segmentCondition]);

const rollout = z.strictObject({ percentage: z.number(), bucketBy: attribute.optional() });

const split = z.strictObject({
  weights: z.array(z.strictObject({ variant: variantKey, weight: z.number() })).min(1, "needs a variant."),
  bucketBy: attribute.optional(),
  salt: z.string().min(1).max(200).optional(),
});

/** What those get who are let in: a variant's key, or a split. */
export const serve = z.union([variantKey, split], "must be a variant's key, or weights of variants.");

const rule = z.strictObject({
  /** Left out for a new rule; it is given one. */
  id: z.string().min(1).max(100).optional(),
  name: z.string().max(200).optional(),
  conditions: z.array(condition),
  rollout: rollout.optional(),
  serve: serve.optional(),
});

const list = z.strictObject({
  users: z.array(z.string().min(1).max(500)).max(10_000, "has at most 10,000.").optional(),
  tenants: z.array(z.string().min(1).max(500)).max(10_000, "has at most 10,000.").optional(),
});

const schedule = z
  .strictObject({ from: moment.optional(), until: moment.optional() })
  .refine(({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until), {
    path: ["until"],
    error: "must be after `from`.",
  });

/** What can be changed of a configuration, as `@plumbline/sdk/flags` has it; what is left out stays, null takes it away. */
export const configurationFields = {
  enabled: z.boolean(),
  serve,
  defaultVariant: variantKey,
  schedule: schedule.nullable(),
  deny: list.nullable(),
  allow: list.nullable(),
  prerequisites: z.array(z.strictObject({ flag: z.string().min(1), variants: z.array(variantKey).min(1) })),
  rules: z.array(rule),
  rollout: rollout.nullable(),
};

/** Any part of a configuration. */
export const configurationPatch = z.strictObject(configurationFields).partial();

export type ConfigurationPatch = z.infer<typeof configurationPatch>;

/** The names of what a revision of a configuration holds. */
export const configurationFieldNames = [
  ...(Object.keys(configurationFields) as (keyof typeof configurationFields)[]),
  "killed" as const,
  "killReason" as const,
];
