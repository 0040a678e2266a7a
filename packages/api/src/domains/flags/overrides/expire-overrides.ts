import type { Db } from "@plumbline/db";
import { flagOverrides } from "@plumbline/db/schema";
import { and, eq, lte } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChangeOf } from "../change/flag-change.ts";
import { flagOverrideExpired } from "../events.ts";
import type { FlagOverrideRow } from "../flag-refs.ts";
import { findTenantId } from "./set-flag-override.ts";

/** The next minute does the rest. */
const mostAtOnce = 500;

/**
 * Takes away the overrides of a workspace whose time has ended. They answer nobody since then anyway: this is what tells, and
 * what keeps the flags small. Run twice it is harmless. @returns how many
 */
export async function expireOverrides(ctx: Context, workspaceId: string): Promise<number> {
  const now = ctx.app.clock.now();
  const due = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(flagOverrides)
      .where(and(eq(flagOverrides.workspaceId, workspaceId), lte(flagOverrides.expiresAt, now)))
      .limit(mostAtOnce),
  );
  // Each in a transaction of its own: together they would hold locks of several environments in no order.
  for (const override of due)
    await transact(ctx, { workspaceId, verb: "expireOverride", input: null }, async (tx) => {
      const changes = [await expiry(tx, workspaceId, override)];
      const until = override.expiresAt?.toISOString();
      const reason = `The override of the ${override.kind} ${override.subject} (${override.reason}) ended at ${until}.`;
      const how = { reason, event: flagOverrideExpired, approved: true };
      await changeFlags(tx, ctx, { workspaceId, changes, ...how });
    });
  return due.length;
}

async function expiry(
  tx: Db,
  workspaceId: string,
  { id, flagId, environmentId, kind, subject }: FlagOverrideRow,
): Promise<FlagChangeOf<"overrides">> {
  const tenantId = kind === "tenant" ? await findTenantId(tx, workspaceId, subject) : null;
  return { kind: "overrides", flagId, environmentId, put: [], remove: [id], tenantId };
}
