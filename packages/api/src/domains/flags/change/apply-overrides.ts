import type { Db } from "@plumbline/db";
import { flagOverrides, flags } from "@plumbline/db/schema";
import { and, eq, inArray, or } from "drizzle-orm";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { flagOverrideRemoved, flagOverrideSet } from "../events.ts";
import type { FlagOverrideRow } from "../flag-refs.ts";
import type { AppliedChange } from "./applied-change.ts";
import type { FlagChangeOf } from "./flag-change.ts";
import { ownFlag, refuseArchivedFlag, requireFlag } from "./own-rows.ts";
import { pickFields } from "./pick-fields.ts";

const overrideFieldNames = ["kind", "subject", "variant", "expiresAt", "reason"] as const;

/** Sets and removes overrides of one flag in one environment; null when nothing changes. */
export async function applyOverrides(
  tx: Db,
  ctx: Context,
  workspaceId: string,
  { flagId, environmentId, put, remove, tenantId = null }: FlagChangeOf<"overrides">,
): Promise<AppliedChange | null> {
  const flag = await requireFlag(tx, workspaceId, flagId);
  if (put.length > 0) refuseArchivedFlag(flag);
  const own = and(
    eq(flagOverrides.workspaceId, workspaceId),
    eq(flagOverrides.flagId, flagId),
    eq(flagOverrides.environmentId, environmentId),
  );
  const named = put.map(({ kind, subject }) => and(eq(flagOverrides.kind, kind), eq(flagOverrides.subject, subject)));
  const touched = or(...named, remove.length > 0 ? inArray(flagOverrides.id, remove) : undefined);
  if (!touched) return null;
  const before = await tx.select().from(flagOverrides).where(and(own, touched)).for("update");
  if (remove.length > 0) await tx.delete(flagOverrides).where(and(own, inArray(flagOverrides.id, remove)));
  const now = ctx.app.clock.now();
  const madeBy = describeActor(ctx.actor).actorName;
  const after: FlagOverrideRow[] = [];
  for (const { expiresAt, ...fields } of put) {
    const values = { ...fields, expiresAt: expiresAt ? new Date(expiresAt) : null, madeBy, updatedAt: now };
    const [row] = await tx
      .insert(flagOverrides)
      .values({ ...values, workspaceId, flagId, environmentId, createdAt: now })
      .onConflictDoUpdate({
        target: [
          flagOverrides.workspaceId,
          flagOverrides.flagId,
          flagOverrides.environmentId,
          flagOverrides.kind,
          flagOverrides.subject,
        ],
        set: values,
      })
      .returning();
    if (row) after.push(row);
  }
  if (before.length === 0 && after.length === 0) return null;
  const number = flag.revision + 1;
  await tx.update(flags).set({ revision: number }).where(ownFlag(workspaceId, flagId));
  const shown = (rows: FlagOverrideRow[]) => ({ overrides: rows.map((row) => pickFields(row, overrideFieldNames)) });
  return {
    flagId,
    segmentId: null,
    environmentId,
    key: flag.key,
    name: flag.name,
    number,
    before: shown(before),
    after: shown(after),
    event: put.length > 0 ? flagOverrideSet : flagOverrideRemoved,
    tenantId,
  };
}
