import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changedFields } from "../../workspaces/index.ts";
import { incidentUpdated } from "../events.ts";
import type { Incident } from "../incident-ref.ts";
import { incidentSeverity, incidentSummary, incidentTitle } from "./incident-fields.ts";
import { authorizeIncident, incidentFacts, lockIncident, writeIncident } from "./require-incident.ts";

export const updateIncidentInput = z.object({
  incidentId: z.uuid(),
  title: incidentTitle.nullish().transform((title) => title ?? undefined),
  severity: incidentSeverity.nullish().transform((severity) => severity ?? undefined),
  /** Null takes it away, left out it stays. */
  summary: incidentSummary.optional(),
});

export type UpdateIncidentInput = z.input<typeof updateIncidentInput>;

/** Changes what an incident is called, what is known of it, or how bad it is. What is left out, or the same, stays. */
export async function updateIncident(ctx: Context, input: UpdateIncidentInput): Promise<Incident> {
  const wish = parseInput(updateIncidentInput, input);
  const { incidentId, ...fields } = wish;
  const workspaceId = await authorizeIncident(ctx, incidentId);
  return await transact(ctx, { workspaceId, verb: "updateIncident", input: wish }, async (tx) => {
    const incident = await lockIncident(tx, workspaceId, incidentId);
    const changed = changedFields(incident, fields);
    if (!changed) return incident;
    const after = await writeIncident(tx, incident, { ...changed.after, updatedAt: ctx.app.clock.now() });
    await recordEvent(tx, ctx, incidentUpdated, {
      workspaceId,
      subjectId: incident.id,
      data: incidentFacts(after),
      ...changed,
    });
    return after;
  });
}
