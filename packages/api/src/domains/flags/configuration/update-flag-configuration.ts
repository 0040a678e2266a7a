import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChangeOf } from "../change/flag-change.ts";
import { requireConfiguration } from "../change/own-rows.ts";
import { authorizeFlag } from "../flag/authorize-flag.ts";
import { fromJson } from "../flag/from-json.ts";
import { reasonInput } from "../flag/name-input.ts";
import type { FlagConfiguration } from "../flag-refs.ts";
import { configurationFields } from "./configuration-fields.ts";

const wished = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

/** What changes of a configuration, as the doors take it. */
export const configurationInput = z.object({
  enabled: configurationFields.enabled.nullish().transform(wished),
  serve: fromJson(configurationFields.serve).nullish().transform(wished),
  defaultVariant: configurationFields.defaultVariant.nullish().transform(wished),
  prerequisites: fromJson(configurationFields.prerequisites).nullish().transform(wished),
  rules: fromJson(configurationFields.rules).nullish().transform(wished),
  /** Null takes it away; left out it stays. So with all that follow. */
  schedule: fromJson(configurationFields.schedule).optional(),
  deny: fromJson(configurationFields.deny).optional(),
  allow: fromJson(configurationFields.allow).optional(),
  rollout: fromJson(configurationFields.rollout).optional(),
});

export const updateFlagConfigurationInput = configurationInput.extend({
  flagId: z.uuid(),
  environmentId: z.uuid(),
  /** The configuration's `version` as the maker of the change saw it. */
  expectedVersion: z.int().nullish().transform(wished),
  reason: reasonInput.nullish().transform((reason) => reason || null),
});

export type UpdateFlagConfigurationInput = z.input<typeof updateFlagConfigurationInput>;

/** The change that an input asks for. */
export function configurationChange(
  wish: z.output<typeof updateFlagConfigurationInput>,
): FlagChangeOf<"configuration"> {
  const { flagId, environmentId, expectedVersion, reason: _, ...fields } = wish;
  const set = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { kind: "configuration", flagId, environmentId, expectedVersion, set };
}

/**
 * Changes what a flag does in one environment; what is left out stays.
 * @throws ConflictError when somebody else changed it meanwhile
 * @throws InvalidInputError with the path and the rule of what cannot be evaluated
 * @throws PreconditionError when the environment requires approval, or flag or environment are archived
 */
export async function updateFlagConfiguration(
  ctx: Context,
  input: UpdateFlagConfigurationInput,
): Promise<FlagConfiguration> {
  const { flagId } = parseInput(z.object({ flagId: z.uuid() }), input);
  const workspaceId = await authorizeFlag(ctx, flagId);
  const wish = parseInput(updateFlagConfigurationInput, input);
  return await transact(ctx, { workspaceId, verb: "updateFlagConfiguration", input: wish }, async (tx) => {
    await changeFlags(tx, ctx, { workspaceId, changes: [configurationChange(wish)], reason: wish.reason });
    return await requireConfiguration(tx, workspaceId, flagId, wish.environmentId);
  });
}
