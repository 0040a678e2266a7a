import { integrations } from "@plumbline/db/schema";
import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { transact } from "../../../service/transact.ts";
import { innerContext } from "../inner-context.ts";

type Integration = typeof integrations.$inferSelect;

/**
 * Milliseconds for which one process may renew. Longer than the longest call (three attempts of ten seconds, and its store), so that
 * only a process that died, or stood still, loses its lease.
 */
export const leaseMs = 45_000;

/** Which credentials are to be renewed. */
export interface RenewalRef {
  workspaceId: string;
  integrationId: string;
  /** The version that was found ended. When another one is stored by now, there is nothing left to do. */
  seenVersion: number;
}

/** What came of trying to become the one that renews. */
export type RenewalClaim =
  /** It is ours. `interrupted` is when the lease before ran out, if the process that held it never reported. */
  | { kind: "claimed"; integration: Integration; interrupted: Date | null }
  /** Somebody stored newer ones. */
  | { kind: "fresh"; integration: Integration }
  /** Another process is at it. */
  | { kind: "busy" }
  /** It failed a while ago and is not to be tried again yet, or ever. */
  | { kind: "failed"; integration: Integration }
  /** The integration is gone or disconnected. */
  | { kind: "gone" };

/**
 * Tries to take the lease, in one short transaction under the row's lock. The moments are the database's: the clocks of two
 * machines must not decide who holds it.
 * @param isDue the job's own try: a back-off does not hold it up
 */
export async function claimRenewal(ctx: Context, ref: RenewalRef, isDue: boolean): Promise<RenewalClaim> {
  const { workspaceId, integrationId, seenVersion } = ref;
  const own = and(eq(integrations.workspaceId, workspaceId), eq(integrations.id, integrationId));
  return await transact(innerContext(ctx), { workspaceId, verb: "claimRenewal", input: null }, async (tx) => {
    const [found] = await tx
      .select({
        integration: integrations,
        busy: sql<boolean>`coalesce(refreshing_until > now(), false)`,
        waits: sql<boolean>`coalesce(next_refresh_at > now(), true)`,
      })
      .from(integrations)
      .where(own)
      .for("no key update");
    if (!found || found.integration.state === "disconnected") return { kind: "gone" };
    const { integration, busy, waits } = found;
    if (integration.credentialsVersion !== seenVersion) return { kind: "fresh", integration };
    if (busy) return { kind: "busy" };
    const { refreshFailure } = integration;
    if (refreshFailure && (refreshFailure.final || (waits && !isDue))) return { kind: "failed", integration };
    await tx
      .update(integrations)
      .set({ refreshingUntil: sql`now() + ${leaseMs} * interval '1 millisecond'` })
      .where(own);
    return { kind: "claimed", integration, interrupted: integration.refreshingUntil };
  });
}
