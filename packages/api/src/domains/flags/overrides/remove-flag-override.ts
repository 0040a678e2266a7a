import type { Db } from "@plumbline/db";
import { flagOverrides } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { unknownRow } from "../../workspaces/index.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChangeOf } from "../change/flag-change.ts";
import { requireFlag } from "../change/own-rows.ts";
import { authorizeFlag } from "../flag/authorize-flag.ts";
import { reasonInput } from "../flag/name-input.ts";
import type { Flag } from "../flag-refs.ts";
import { findTenantId } from "./set-flag-override.ts";

export const removeFlagOverrideInput = z.object({
  flagId: z.uuid(),
  overrideId: z.uuid(),
  reason: reasonInput.nullish().transform((reason) => reason || null),
});

export type RemoveFlagOverrideInput = z.input<typeof removeFlagOverrideInput>;

/** Takes away an override: the user or the tenant gets what everybody gets. @returns the flag, without it */
export async function removeFlagOverride(ctx: Context, input: RemoveFlagOverrideInput): Promise<Flag> {
  const wish = parseInput(removeFlagOverrideInput, input);
  const { flagId, overrideId, reason } = wish;
  const workspaceId = await authorizeFlag(ctx, flagId);
  return await transact(ctx, { workspaceId, verb: "removeFlagOverride", input: wish }, async (tx) => {
    const change = await overrideRemoval(tx, workspaceId, { flagId, overrideId });
    await changeFlags(tx, ctx, { workspaceId, changes: [change], reason });
    return await requireFlag(tx, workspaceId, flagId);
  });
}

/** The change that takes an override away. @throws NotFoundError when the flag has none such */
export async function overrideRemoval(
  tx: Db,
  workspaceId: string,
  { flagId, overrideId: id }: Pick<z.output<typeof removeFlagOverrideInput>, "flagId" | "overrideId">,
): Promise<FlagChangeOf<"overrides">> {
  const own = and(eq(flagOverrides.workspaceId, workspaceId), eq(flagOverrides.flagId, flagId));
  const [known] = await tx
    .select()
    .from(flagOverrides)
    .where(and(own, eq(flagOverrides.id, id)));
  if (!known) throw unknownRow("override");
  const { environmentId, kind, subject } = known;
  const tenantId = kind === "tenant" ? await findTenantId(tx, workspaceId, subject) : null;
  return { kind: "overrides", flagId, environmentId, put: [], remove: [id], tenantId };
}
