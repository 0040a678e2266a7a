import { incidents } from "@plumbline/db/schema";
import { and, eq, gte, ilike, inArray } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import type { Incident } from "../incident-ref.ts";

/** Which incidents; what is left out does not narrow. */
export interface IncidentFilter {
  state?: { in?: Incident["state"][] | null } | null;
  severity?: { in?: Incident["severity"][] | null } | null;
  openedAt?: { gte?: Date | null } | null;
  /** Part of the title. */
  search?: string | null;
}

/** Incidents, the newest first. */
export async function listIncidents(ctx: Context, workspaceId: string, page: PageArgs, filter: IncidentFilter) {
  const { state, severity, openedAt, search } = filter;
  const where = and(
    state?.in ? inArray(incidents.state, state.in) : undefined,
    severity?.in ? inArray(incidents.severity, severity.in) : undefined,
    openedAt?.gte ? gte(incidents.openedAt, openedAt.gte) : undefined,
    search ? ilike(incidents.title, `%${search.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
  );
  const by = "number";
  return await listRows(ctx, { table: incidents, workspaceId, permission: "incidents:read", page, where, by });
}

/** The incident that people call by this number; null when there is none. */
export async function findIncident(ctx: Context, workspaceId: string, number: number): Promise<Incident | null> {
  await authorize(ctx, workspaceId, "incidents:read");
  const [incident] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(incidents)
      .where(and(eq(incidents.workspaceId, workspaceId), eq(incidents.number, number))),
  );
  return incident ?? null;
}
