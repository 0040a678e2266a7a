import { anyOf, prepareRead, uuidList } from "@plumbline/db";
import { serviceDependencies, services } from "@plumbline/db/schema";
import DataLoader from "dataloader";
import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Context } from "../../../service/context.ts";
import type { Service } from "../service-ref.ts";

const { serviceId, dependsOnId } = serviceDependencies;

const reads = {
  dependsOn: readAlong(serviceId, dependsOnId),
  dependents: readAlong(dependsOnId, serviceId),
};

/** Which way along the dependencies. */
export type Direction = keyof typeof reads;

/** The services that this one needs, or that need it, by key. Siblings are read in one query. */
export function loadDependencies(ctx: Context, service: Service, direction: Direction): Promise<Service[]> {
  const { workspaceId } = service;
  const key = `${direction}:${workspaceId}`;
  const known = ctx.memo.get(key) as DataLoader<string, Service[]> | undefined;
  const loader = known ?? new DataLoader((ids: readonly string[]) => loadMany(ctx, workspaceId, direction, ids));
  if (!known) ctx.memo.set(key, loader);
  return loader.load(service.id);
}

async function loadMany(
  ctx: Context,
  workspaceId: string,
  direction: Direction,
  ids: readonly string[],
): Promise<Service[][]> {
  const values = { workspaceId, ids: uuidList(ids) };
  const rows = await ctx.reads.workspace(workspaceId, (db) => reads[direction](db, values));
  const byNear = Map.groupBy(rows, (row) => row.near);
  return ids.map((id) => (byNear.get(id) ?? []).map((row) => row.service));
}

function readAlong(near: PgColumn, far: PgColumn) {
  return prepareRead((db) =>
    db
      .select({ near: sql<string>`${near}`, service: getTableColumns(services) })
      .from(serviceDependencies)
      .innerJoin(services, and(eq(services.workspaceId, serviceDependencies.workspaceId), eq(services.id, far)))
      .where(
        and(eq(serviceDependencies.workspaceId, sql.placeholder("workspaceId")), anyOf(near, sql.placeholder("ids"))),
      )
      .orderBy(asc(services.key)),
  );
}
