import type { Db } from "@plumbline/db";
import { incidents } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import { type Incident, incidentName } from "../incident-ref.ts";

/** The workspace of an incident, for an actor that may work on incidents there. */
export async function authorizeIncident(ctx: Context, id: string): Promise<string> {
  return await authorizeRow(ctx, { table: incidents, id, permission: "incidents:write", noun: "incident" });
}

/** The incident, locked. @throws NotFoundError when it is gone */
export async function lockIncident(tx: Db, workspaceId: string, id: string): Promise<Incident> {
  const own = and(eq(incidents.workspaceId, workspaceId), eq(incidents.id, id));
  const [incident] = await tx.select().from(incidents).where(own).for("update");
  if (!incident) throw unknownRow("incident");
  return incident;
}

/** Changes a locked incident. */
export async function writeIncident(
  tx: Db,
  { workspaceId, id }: Incident,
  set: Partial<typeof incidents.$inferInsert>,
): Promise<Incident> {
  const [after] = await tx
    .update(incidents)
    .set(set)
    .where(and(eq(incidents.workspaceId, workspaceId), eq(incidents.id, id)))
    .returning();
  return after as Incident;
}

/** What an event says of an incident as it is now. */
export function incidentFacts(incident: Incident, comment: string | null = null) {
  const { title, severity, state } = incident;
  return { name: incidentName(incident), title, severity, state, comment };
}
