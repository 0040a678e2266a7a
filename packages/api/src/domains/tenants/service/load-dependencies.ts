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
  const byNear = new Map(ids.map((id) => [id, [] as Service[]]));
  for (const { nears, service } of rows) for (const id of nears.split(" ")) byNear.get(id)?.push(service);
  return ids.map((id) => byNear.get(id) ?? []);
}

/** Each service comes once, with all that it belongs to: what many need (a database) would else be read once for each of them. */
function readAlong(near: PgColumn, far: PgColumn) {
  return prepareRead((db) =>
    db
      .select({ nears: sql<string>`string_agg(${near}::text, ' ')`, service: getTableColumns(services) })
      .from(serviceDependencies)
      .innerJoin(services, and(eq(services.workspaceId, serviceDependencies.workspaceId), eq(services.id, far)))
      .where(
        and(eq(serviceDependencies.workspaceId, sql.placeholder("workspaceId")), anyOf(near, sql.placeholder("ids"))),
      )
      .groupBy(services.id)
      .orderBy(asc(services.key)),
  );
}
