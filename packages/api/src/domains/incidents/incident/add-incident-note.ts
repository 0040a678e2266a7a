import type { Db } from "@plumbline/db";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { incidentNoted } from "../events.ts";
import type { Incident } from "../incident-ref.ts";
import { incidentNote } from "./incident-fields.ts";
import { authorizeIncident, incidentFacts, lockIncident } from "./require-incident.ts";

export const addIncidentNoteInput = z.object({ incidentId: z.uuid(), note: incidentNote });

export type AddIncidentNoteInput = z.input<typeof addIncidentNoteInput>;

/** Writes a note into an incident's timeline. The note is its event: it can be neither changed nor taken back, like what was said. */
export async function addIncidentNote(ctx: Context, input: AddIncidentNoteInput): Promise<Incident> {
  const wish = parseInput(addIncidentNoteInput, input);
  const workspaceId = await authorizeIncident(ctx, wish.incidentId);
  return await transact(ctx, { workspaceId, verb: "addIncidentNote", input: wish }, async (tx) => {
    const incident = await lockIncident(tx, workspaceId, wish.incidentId);
    await noteIncident(tx, ctx, incident, wish.note);
    return incident;
  });
}

/** Writes a note into the timeline of a locked incident. */
export async function noteIncident(tx: Db, ctx: Context, incident: Incident, note: string): Promise<void> {
  await recordEvent(tx, ctx, incidentNoted, {
    workspaceId: incident.workspaceId,
    subjectId: incident.id,
    data: incidentFacts(incident, note),
  });
}
