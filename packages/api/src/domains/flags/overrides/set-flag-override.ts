import type { Db } from "@plumbline/db";
import { flagOverrides, tenants } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChangeOf } from "../change/flag-change.ts";
import { authorizeFlag } from "../flag/authorize-flag.ts";
import { neededReason } from "../flag/name-input.ts";
import type { FlagOverrideRow } from "../flag-refs.ts";

export const setFlagOverrideInput = z.object({
  flagId: z.uuid(),
  environmentId: z.uuid(),
  kind: z.enum(["user", "tenant"]),
  subject: z.string().trim().min(1, "must not be empty.").max(500, "has at most 500 characters."),
  variant: z.string().min(1, "must not be empty."),
  expiresAt: z
    .date()
    .nullish()
    .transform((at) => at ?? null),
  reason: neededReason,
});

export type SetFlagOverrideInput = z.input<typeof setFlagOverrideInput>;

/**
 * Gives a user or a tenant an answer of its own in one environment; the one that was there is replaced.
 * @throws InvalidInputError for a time that has passed, and for a variant that the flag has not
 */
export async function setFlagOverride(ctx: Context, input: SetFlagOverrideInput): Promise<FlagOverrideRow> {
  const { flagId } = parseInput(z.object({ flagId: z.uuid() }), input);
  const workspaceId = await authorizeFlag(ctx, flagId);
  const wish = parseInput(setFlagOverrideInput, input);
  return await transact(ctx, { workspaceId, verb: "setFlagOverride", input: wish }, async (tx) => {
    if (wish.expiresAt && wish.expiresAt <= ctx.app.clock.now())
      throw new InvalidInputError([{ path: ["expiresAt"], message: "That time has passed." }]);
    const changes = [await overrideChange(tx, workspaceId, wish)];
    await changeFlags(tx, ctx, { workspaceId, changes, reason: wish.reason });
    const [row] = await tx
      .select()
      .from(flagOverrides)
      .where(
        and(
          eq(flagOverrides.workspaceId, workspaceId),
          eq(flagOverrides.flagId, flagId),
          eq(flagOverrides.environmentId, wish.environmentId),
          eq(flagOverrides.kind, wish.kind),
          eq(flagOverrides.subject, wish.subject),
        ),
      );
    return row as FlagOverrideRow;
  });
}

/** The change that an input asks for; a tenant's stands in the tenant's own history too. */
export async function overrideChange(
  tx: Db,
  workspaceId: string,
  { flagId, environmentId, kind, subject, variant, expiresAt, reason }: z.output<typeof setFlagOverrideInput>,
): Promise<FlagChangeOf<"overrides">> {
  const put = [{ kind, subject, variant, expiresAt: expiresAt?.toISOString() ?? null, reason }];
  const tenantId = kind === "tenant" ? await findTenantId(tx, workspaceId, subject) : null;
  return { kind: "overrides", flagId, environmentId, put, remove: [], tenantId };
}

/** The tenant of that key; null when Plumbline does not know it, which hinders no override. */
export async function findTenantId(tx: Db, workspaceId: string, key: string): Promise<string | null> {
  const [tenant] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.workspaceId, workspaceId), eq(tenants.key, key)));
  return tenant?.id ?? null;
}
