import { integrations } from "@plumbline/db/schema";
import { and, eq, ne, sql } from "drizzle-orm";
import { encodeId } from "../../graphql/ids.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { type Claim, defineClaims } from "../../service/define-claims.ts";
import { findProvider } from "./find-provider.ts";
import { type LadderRung, rungsOf } from "./rungs-of.ts";

type Integration = typeof integrations.$inferSelect;

/** Every rung of every integration is a claim of the workspace; without any, the first signal is. */
export const integrationClaims = defineClaims({
  name: "integrations",
  async list(ctx, workspaceId) {
    const access = await authorize(ctx, workspaceId, "readiness:read");
    const own = and(
      eq(integrations.workspaceId, workspaceId),
      ne(integrations.state, "disconnected"),
      access.tenantId ? eq(integrations.tenantId, access.tenantId) : undefined,
    );
    const rows = await ctx.reads.workspace(workspaceId, (db) =>
      db.select().from(integrations).where(own).orderBy(integrations.id).limit(500),
    );
    if (rows.length === 0) return access.tenantId ? [] : [firstSignal];
    const refused = await newestRefusals(ctx, workspaceId);
    return rows.flatMap((row) =>
      rungsOf(row, ctx.app.clock.now()).map((rung) => asClaim(row, rung, refused.get(row.id))),
    );
  },
});

/** The newest delivery of a door, when nobody was let in. */
interface Refusal {
  reason: string;
  /** When the first was refused since the last right one, within a day. */
  since: Date;
  nextStep: { label: string; href: string };
}

const firstSignal: Claim = {
  id: "integrations:first-signal",
  title: "A first signal arrives",
  state: "claimed",
  proof: null,
  reason: "Nothing is connected yet.",
  nextStep: { label: "Send the first proof", href: "first-proof" },
  subject: null,
  tenantId: null,
};

function asClaim(integration: Integration, rung: LadderRung, refusal: Refusal | undefined): Claim {
  const { id, name, tenantId, evidence } = integration;
  const provider = findProvider(integration.provider);
  const href = `integrations/${encodeId("int", id)}`;
  // The door is knocked at and nobody is let in: that is worse than silence.
  const shut = rung.key === "live" && rung.state !== "broken" ? refusal : undefined;
  const state = shut ? "broken" : rung.state;
  return {
    id: `integration:${id}:${rung.key}`,
    title: `${name}: ${rung.title}`,
    state,
    proof: rung.at
      ? { what: evidence[rung.key]?.text ?? rung.text, when: rung.at, from: evidence[rung.key]?.from ?? provider.name }
      : null,
    reason: state === "proven" ? null : shut ? `The newest delivery was refused: ${shut.reason}` : rung.text,
    // The proof is from before; what its age says is not how long nobody has been let in.
    ...(shut ? { since: shut.since } : {}),
    nextStep: state === "proven" ? null : shut ? shut.nextStep : { label: nextStepOf(integration, rung), href },
    subject: { type: "integration", id },
    tenantId,
  };
}

function nextStepOf(integration: Integration, rung: LadderRung): string {
  if (rung.state === "broken") return integration.evidence.degraded?.nextStep ?? "Look at the integration";
  if (rung.key === "webhook_registered") return "Choose what to watch";
  if (integration.mode === "polling") return "Check the connection";
  return "Send a test delivery";
}

/**
 * Integrations whose newest delivery of the last day was refused, with the reason. Anybody who knows a door's address can have a
 * request refused there: one that had a right delivery within the hour is not called broken for that.
 */
async function newestRefusals(ctx: Context, workspaceId: string): Promise<Map<string, Refusal>> {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db.execute<{ integration_id: string; id: string; reason: string | null; since: string }>(sql`
      select i.id as integration_id, newest.id, newest.reason, (
        select min(d.received_at) from deliveries d
        where d.workspace_id = i.workspace_id and d.integration_id = i.id and d.verdict = 'refused'
          and d.received_at > greatest(now() - interval '1 day', coalesce(i.last_delivery_at, '-infinity'))
      ) as since
      from integrations i cross join lateral (
        select id, verdict, reason from deliveries d
        where d.workspace_id = i.workspace_id and d.integration_id = i.id and d.received_at > now() - interval '1 day'
        order by d.received_at desc limit 1
      ) as newest
      where i.workspace_id = ${workspaceId} and newest.verdict = 'refused'
        and (i.last_delivery_at is null or i.last_delivery_at < now() - interval '1 hour')`),
  );
  return new Map(
    rows.map(({ integration_id, id, reason, since }) => [
      integration_id,
      {
        reason: reason ?? "without a reason",
        since: new Date(since),
        nextStep: { label: "Look at the refused delivery", href: `deliveries/${encodeId("dlv", id)}` },
      },
    ]),
  );
}
