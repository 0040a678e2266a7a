import { z } from "zod";
import { nameInput } from "./name-input.ts";

/** What code asks for. The prefix of Plumbline's own flags is refused by the verb that makes one. */
export const flagKeyInput = z
  .string()
  .trim()
  .min(1, "A key is needed.")
  .max(100, "A key has at most 100 characters.")
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "A key holds letters, digits, dot, hyphen and underscore.");

export const flagTypes = ["boolean", "percentage", "tenantList", "userList", "schedule", "variant"] as const;
export const valueKinds = ["boolean", "string", "number", "json"] as const;

const variant = z
  .strictObject({
    key: z
      .string()
      .min(1, "must not be empty.")
      .max(100, "has at most 100 characters.")
      .regex(/^[\w.-]+$/, "holds letters, digits, dot, hyphen and underscore."),
    value: z.json(),
    description: z.string().max(500, "has at most 500 characters.").nullish(),
  })
  // Left out and not undefined: what is stored is compared with what is wished.
  .transform(({ description, ...rest }) => (description ? { ...rest, description } : rest));

/** What can be changed of a flag; it holds in every environment. */
export const flagFields = {
  name: nameInput,
  description: z.string().trim().max(4000, "has at most 4,000 characters."),
  type: z.enum(flagTypes),
  variants: z.array(variant).min(1, "A flag needs a variant.").max(100, "A flag has at most 100 variants."),
  jsonSchema: z.record(z.string(), z.json()).nullable(),
  category: z.string().trim().min(1, "must not be empty.").max(60, "has at most 60 characters."),
  ownerUserId: z.uuid().nullable(),
  serviceId: z.uuid().nullable(),
  tags: z
    .array(z.string().trim().min(1, "must not be empty.").max(60, "has at most 60 characters."))
    .max(20, "A flag has at most 20 tags.")
    .transform((tags) => [...new Set(tags)].sort()),
  bucketBy: z.string().min(1).max(200).nullable(),
  reviewAt: z.iso.datetime({ offset: true }).nullable(),
};

/** Any part of a flag. */
export const flagPatch = z.strictObject(flagFields).partial();

export type FlagPatch = z.infer<typeof flagPatch>;

/** The names of what a revision of a flag holds. */
export const flagFieldNames = [
  ...(Object.keys(flagFields) as (keyof typeof flagFields)[]),
  "state" as const,
  "staleReason" as const,
];
