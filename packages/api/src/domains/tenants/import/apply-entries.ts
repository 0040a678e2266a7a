import type { Db } from "@plumbline/db";
import { environments, serviceDependencies, services, tenants } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import {
  environmentCreated,
  environmentUpdated,
  serviceCreated,
  serviceUpdated,
  tenantCreated,
  tenantUpdated,
} from "../events.ts";
import type { ImportPlan, PlannedEntry } from "./plan-import.ts";

const tables = { tenants, environments, services } as const;
const eventsOf = {
  tenants: [tenantCreated, tenantUpdated],
  environments: [environmentCreated, environmentUpdated],
  services: [serviceCreated, serviceUpdated],
} as const;

/** Writes what a plan without issues says, with one event for each entry that changes. */
export async function applyEntries(ctx: Context, tx: Db, workspaceId: string, plan: ImportPlan): Promise<void> {
  const changing = plan.entries.filter((entry) => entry.action !== "unchanged");
  const ids = new Map<string, string>();
  for (const entry of changing) ids.set(entry.key, await writeRow(ctx, tx, { workspaceId, plan, entry }));
  if (plan.type === "services") await writeDependencies(tx, workspaceId, changing);
  for (const entry of changing) await recordEntry(ctx, tx, { workspaceId, plan, entry, id: ids.get(entry.key) ?? "" });
}

interface Writing {
  workspaceId: string;
  plan: ImportPlan;
  entry: PlannedEntry;
}

async function writeRow(ctx: Context, tx: Db, { workspaceId, plan, entry }: Writing): Promise<string> {
  const table = tables[plan.type] as typeof services;
  const { dependsOn: _linked, ...fields } = entry.after;
  const now = ctx.app.clock.now();
  if (entry.id === null) {
    const kind = plan.type === "environments" ? { kind: "other" } : {};
    const row = { ...kind, ...fields, workspaceId, createdAt: now, updatedAt: now } as typeof services.$inferInsert;
    const [made] = await tx.insert(table).values(row).returning({ id: table.id });
    return made?.id ?? "";
  }
  await tx
    .update(table)
    .set({ ...fields, updatedAt: now })
    .where(and(eq(table.workspaceId, workspaceId), eq(table.id, entry.id)));
  return entry.id;
}

/** After all rows: a service may need one that stands further down in the file. */
async function writeDependencies(tx: Db, workspaceId: string, entries: PlannedEntry[]): Promise<void> {
  const linking = entries.filter((entry) => entry.after.dependsOn);
  if (linking.length === 0) return;
  const rows = await tx
    .select({ id: services.id, key: services.key })
    .from(services)
    .where(eq(services.workspaceId, workspaceId));
  const idOf = new Map(rows.map(({ id, key }) => [key, id]));
  for (const { key, dependsOn } of linking) {
    const serviceId = idOf.get(key) ?? "";
    await tx
      .delete(serviceDependencies)
      .where(and(eq(serviceDependencies.workspaceId, workspaceId), eq(serviceDependencies.serviceId, serviceId)));
    const links = (dependsOn ?? []).map((to) => ({ workspaceId, serviceId, dependsOnId: idOf.get(to) ?? "" }));
    if (links.length > 0) await tx.insert(serviceDependencies).values(links);
  }
}

async function recordEntry(
  ctx: Context,
  tx: Db,
  { workspaceId, plan, entry, id }: Writing & { id: string },
): Promise<void> {
  const [created, updated] = eventsOf[plan.type];
  const { key, name, action, before, after } = entry;
  const kind = typeof after.kind === "string" ? after.kind : "other";
  const definition = (action === "create" ? created : updated) as typeof environmentCreated;
  await recordEvent(tx, ctx, definition, {
    workspaceId,
    subjectId: id,
    tenantId: plan.type === "tenants" ? id : null,
    data: { key, name, kind },
    ...(action === "update" ? { before } : {}),
    after,
  });
}
