import { signals } from "@plumbline/db/schema";
import { and, count, eq, gte, inArray, lt, type SQL } from "drizzle-orm";
import { keyset } from "../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../graphql/paginate.ts";
import { counted } from "../../graphql/total-count.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";

export type SignalRow = typeof signals.$inferSelect;

/** Which signals to list. */
export interface SignalFilter {
  integrationId?: string | null;
  tenantId?: string | null;
  provider?: string | null;
  types?: readonly string[] | null;
  receivedAt?: { gte?: Date | null; lt?: Date | null } | null;
}

/** Signals, the newest first; an embed token sees its tenant's only. */
export async function listSignals(ctx: Context, workspaceId: string, args: PageArgs, filter: SignalFilter = {}) {
  const where = await ownSignals(ctx, workspaceId, filter);
  const page = paginate(
    args,
    (row: SignalRow) => row.id,
    (request) => {
      const { where: bounds, orderBy } = keyset(signals.id, request);
      return ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(signals).where(and(where, bounds)).orderBy(orderBy).limit(request.limit),
      );
    },
  );
  return await counted(page, () => countSignals(ctx, workspaceId, where));
}

async function countSignals(ctx: Context, workspaceId: string, where: SQL | undefined): Promise<number> {
  const [row] = await ctx.reads.workspace(workspaceId, (db) => db.select({ n: count() }).from(signals).where(where));
  return row?.n ?? 0;
}

async function ownSignals(ctx: Context, workspaceId: string, filter: SignalFilter): Promise<SQL | undefined> {
  const access = await authorize(ctx, workspaceId, "signals:read");
  const tenantId = access.tenantId ?? filter.tenantId;
  const { integrationId, provider, types, receivedAt } = filter;
  return and(
    eq(signals.workspaceId, workspaceId),
    tenantId ? eq(signals.tenantId, tenantId) : undefined,
    integrationId ? eq(signals.integrationId, integrationId) : undefined,
    provider ? eq(signals.provider, provider) : undefined,
    types ? inArray(signals.type, [...types]) : undefined,
    receivedAt?.gte ? gte(signals.receivedAt, receivedAt.gte) : undefined,
    receivedAt?.lt ? lt(signals.receivedAt, receivedAt.lt) : undefined,
  );
}
