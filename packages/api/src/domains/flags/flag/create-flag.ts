import { z } from "zod";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { makeSalt } from "../change/apply-flag.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChangeOf } from "../change/flag-change.ts";
import { requireFlag } from "../change/own-rows.ts";
import { serve } from "../configuration/configuration-fields.ts";
import type { Flag } from "../flag-refs.ts";
import { isPlatformKey, platformPrefix } from "../platform/platform-key.ts";
import { flagFields, flagKeyInput, valueKinds } from "./flag-fields.ts";
import { fromJson } from "./from-json.ts";
import { reasonInput } from "./name-input.ts";
import { requireOwners } from "./require-owners.ts";

const absent = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

export const createFlagInput = z.object({
  workspaceId: z.uuid(),
  key: flagKeyInput,
  /** Default: the key. */
  name: flagFields.name.nullish().transform(absent),
  description: flagFields.description.nullish().transform((text) => text ?? ""),
  /** Default `boolean`. */
  type: flagFields.type.nullish().transform((type) => type ?? "boolean"),
  /** Default: the kind of the first variant's value. */
  valueKind: z.enum(valueKinds).nullish().transform(absent),
  /** Default: `on` is true, `off` is false. */
  variants: fromJson(flagFields.variants).nullish().transform(absent),
  /** What those get who are let in. Default: the first variant. */
  serve: fromJson(serve).nullish().transform(absent),
  /** What everybody else gets. Default: the last variant. */
  defaultVariant: z.string().nullish().transform(absent),
  jsonSchema: fromJson(flagFields.jsonSchema)
    .nullish()
    .transform((schema) => schema ?? null),
  category: flagFields.category.nullish().transform((category) => category ?? "general"),
  ownerUserId: flagFields.ownerUserId.nullish().transform((id) => id ?? null),
  serviceId: flagFields.serviceId.nullish().transform((id) => id ?? null),
  tags: flagFields.tags.nullish().transform((tags) => tags ?? []),
  bucketBy: flagFields.bucketBy.nullish().transform((name) => name ?? null),
  reviewAt: z
    .date()
    .nullish()
    .transform((at) => at?.toISOString() ?? null),
  /** A draft answers its default everywhere until it is activated. Default false. */
  draft: z.boolean().nullish(),
  reason: reasonInput.nullish().transform((reason) => reason || null),
});

export type CreateFlagInput = z.input<typeof createFlagInput>;

/**
 * Makes a flag, switched off in every environment.
 * @throws ConflictError when the workspace has one of that key
 * @throws InvalidInputError for what could not be evaluated, and for a key of Plumbline's own
 */
export async function createFlag(ctx: Context, input: CreateFlagInput): Promise<Flag> {
  await authorize(ctx, input.workspaceId, "flags:write");
  const wish = parseInput(createFlagInput, input);
  if (isPlatformKey(wish.key))
    throw new InvalidInputError([{ path: ["key"], message: `Keys with ${platformPrefix} are Plumbline's own.` }]);
  const { workspaceId, reason } = wish;
  return await transact(ctx, { workspaceId, verb: "createFlag", input: wish }, async (tx) => {
    await requireOwners(tx, workspaceId, wish);
    const change: FlagChangeOf<"newFlag"> = { kind: "newFlag", fields: fieldsOf(wish) };
    const [outcome] = await changeFlags(tx, ctx, { workspaceId, changes: [change], reason });
    return await requireFlag(tx, workspaceId, outcome?.flagId ?? "");
  });
}

function fieldsOf(wish: z.output<typeof createFlagInput>): FlagChangeOf<"newFlag">["fields"] {
  const { workspaceId: _, reason: __, draft, serve: wished, defaultVariant, ...fields } = wish;
  const variants = wish.variants ?? [
    { key: "on", value: true },
    { key: "off", value: false },
  ];
  return {
    ...fields,
    name: wish.name ?? wish.key.slice(0, 120),
    variants,
    valueKind: wish.valueKind ?? kindOf(variants[0]?.value),
    state: draft ? "draft" : "active",
    salt: makeSalt(),
    initialServe: wished ?? variants[0]?.key ?? "",
    initialDefault: defaultVariant ?? variants.at(-1)?.key ?? "",
  };
}

function kindOf(value: unknown): Flag["valueKind"] {
  return typeof value === "boolean" || typeof value === "string" || typeof value === "number"
    ? (typeof value as Flag["valueKind"])
    : "json";
}
