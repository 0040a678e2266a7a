import { liveConnections } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import type { Connection, ConnectionCredential } from "../../subscriptions/connection.ts";
import { reportGoodForSeconds } from "../../subscriptions/report-connections.ts";

/** Connections of one kind, over all servers. */
export interface LiveConnectionGroup {
  transport: Connection["transport"];
  credential: ConnectionCredential;
  connections: number;
  subscriptions: number;
  /** When the oldest of them was opened. */
  since: Date;
}

/** Who listens to a workspace now, as of the oldest report that counts. */
export interface LiveConnections {
  /** How many servers have reported. */
  servers: number;
  /** When the oldest of their reports was made; null when no server reports, and nothing is known. */
  measuredAt: Date | null;
  groups: LiveConnectionGroup[];
}

/**
 * Who listens to the workspace now. A server whose report is older than 20 seconds counts as gone with all its connections: what
 * it said last is no longer a fact.
 */
export async function readLiveConnections(ctx: Context, workspaceId: string): Promise<LiveConnections> {
  await authorize(ctx, workspaceId, "events:read");
  const servers = await ctx.app.database.raw<{ name: string; reportedAt: Date }[]>`
    select name, reported_at as "reportedAt" from serve_processes
    where reported_at > clock_timestamp() - make_interval(secs => ${reportGoodForSeconds})`;
  if (servers.length === 0) return { servers: 0, measuredAt: null, groups: [] };
  const names = servers.map(({ name }) => name);
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(liveConnections)
      .where(and(eq(liveConnections.workspaceId, workspaceId), inArray(liveConnections.process, names))),
  );
  return {
    servers: servers.length,
    measuredAt: new Date(Math.min(...servers.map(({ reportedAt }) => reportedAt.getTime()))),
    groups: together(rows),
  };
}

/** One line for each kind, however many servers hold connections of it; most subscriptions first. */
function together(rows: readonly LiveConnectionGroup[]): LiveConnectionGroup[] {
  const groups = new Map<string, LiveConnectionGroup>();
  for (const { transport, credential, connections, subscriptions, since } of rows) {
    const key = `${transport} ${credential}`;
    const known = groups.get(key);
    groups.set(key, {
      transport,
      credential,
      connections: (known?.connections ?? 0) + connections,
      subscriptions: (known?.subscriptions ?? 0) + subscriptions,
      since: known && known.since < since ? known.since : since,
    });
  }
  return [...groups.values()].sort((a, b) => b.subscriptions - a.subscriptions);
}
