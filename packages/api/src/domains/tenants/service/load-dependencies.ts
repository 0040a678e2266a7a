import { anyOf } from "@plumbline/db";
import { serviceDependencies, services } from "@plumbline/db/schema";
import DataLoader from "dataloader";
import { and, asc, eq, getTableColumns } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { Service } from "../service-ref.ts";

/** Which way along the dependencies. */
export type Direction = "dependsOn" | "dependents";

/** The services that this one needs, or that need it, by key. Siblings are read in one query. */
export async function loadDependencies(ctx: Context, service: Service, direction: Direction): Promise<Service[]> {
  const { workspaceId } = service;
  const key = `${direction}:${workspaceId}`;
  const loader = (ctx.memo.get(key) as DataLoader<string, Service[]> | undefined) ?? new DataLoader(read);
  ctx.memo.set(key, loader);
  return await loader.load(service.id);

  async function read(ids: readonly string[]): Promise<Service[][]> {
    const { serviceId, dependsOnId } = serviceDependencies;
    const [near, far] = direction === "dependsOn" ? [serviceId, dependsOnId] : [dependsOnId, serviceId];
    const rows = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select({ near, service: getTableColumns(services) })
        .from(serviceDependencies)
        .innerJoin(services, and(eq(services.workspaceId, serviceDependencies.workspaceId), eq(services.id, far)))
        .where(and(eq(serviceDependencies.workspaceId, workspaceId), anyOf(near, ids)))
        .orderBy(asc(services.key)),
    );
    const byNear = Map.groupBy(rows, (row) => row.near);
    return ids.map((id) => (byNear.get(id) ?? []).map((row) => row.service));
  }
}
