import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChangeOf } from "../change/flag-change.ts";
import { requireFlag } from "../change/own-rows.ts";
import type { Flag } from "../flag-refs.ts";
import { authorizeFlag } from "./authorize-flag.ts";
import { flagFields } from "./flag-fields.ts";
import { fromJson } from "./from-json.ts";
import { reasonInput } from "./name-input.ts";
import { refusePlatform } from "./refuse-platform.ts";
import { requireOwners } from "./require-owners.ts";

const wished = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

export const updateFlagInput = z.object({
  flagId: z.uuid(),
  /** The flag's `revision` as the maker of the change saw it. */
  expectedVersion: z.int().nullish().transform(wished),
  reason: reasonInput.nullish().transform((reason) => reason || null),
  name: flagFields.name.nullish().transform(wished),
  description: flagFields.description.nullish().transform(wished),
  type: flagFields.type.nullish().transform(wished),
  variants: fromJson(flagFields.variants).nullish().transform(wished),
  /** Null takes it away; left out it stays. So with all that follow. */
  jsonSchema: fromJson(flagFields.jsonSchema).optional(),
  category: flagFields.category.nullish().transform(wished),
  ownerUserId: flagFields.ownerUserId.optional(),
  serviceId: flagFields.serviceId.optional(),
  tags: flagFields.tags.nullish().transform(wished),
  bucketBy: flagFields.bucketBy.optional(),
  reviewAt: z
    .date()
    .nullable()
    .optional()
    .transform((at) => at?.toISOString() ?? (at as null | undefined)),
});

export type UpdateFlagInput = z.input<typeof updateFlagInput>;

/** The change that an input asks for. */
export function flagPatchChange(wish: z.output<typeof updateFlagInput>): FlagChangeOf<"flag"> {
  const { flagId, expectedVersion, reason: _, ...fields } = wish;
  const set = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { kind: "flag", flagId, expectedVersion, set };
}

/**
 * Changes what holds in every environment; what is left out stays.
 * @throws ConflictError when somebody else changed it meanwhile
 * @throws InvalidInputError when some environment could not evaluate it any more
 * @throws PreconditionError when an environment requires approval and answers differently by it
 */
export async function updateFlag(ctx: Context, input: UpdateFlagInput): Promise<Flag> {
  const { flagId } = parseInput(z.object({ flagId: z.uuid() }), input);
  const workspaceId = await authorizeFlag(ctx, flagId);
  const wish = parseInput(updateFlagInput, input);
  return await transact(ctx, { workspaceId, verb: "updateFlag", input: wish }, async (tx) => {
    await requireOwners(tx, workspaceId, wish);
    const change = flagPatchChange(wish);
    refusePlatform(await requireFlag(tx, workspaceId, flagId), Object.keys(change.set));
    await changeFlags(tx, ctx, { workspaceId, changes: [change], reason: wish.reason });
    return await requireFlag(tx, workspaceId, flagId);
  });
}
