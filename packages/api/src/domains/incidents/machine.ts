import type { EventDefinition } from "../../outbox/define-event.ts";
import {
  type incidentData,
  incidentInvestigated,
  incidentMitigated,
  incidentRecurred,
  incidentReopened,
  incidentResolved,
} from "./events.ts";
import type { Incident } from "./incident-ref.ts";

export type IncidentState = Incident["state"];

/** How long a resolved incident may be opened again. What comes later is an incident of its own. */
export const reopenWithinMs = 24 * 3_600_000;

/** What happens when an incident goes from one state to another. Nobody goes back to `open`: it was looked at. */
const moves: Record<IncidentState, Partial<Record<IncidentState, EventDefinition<typeof incidentData>>>> = {
  open: { investigating: incidentInvestigated, mitigated: incidentMitigated, resolved: incidentResolved },
  investigating: { mitigated: incidentMitigated, resolved: incidentResolved },
  mitigated: { investigating: incidentRecurred, resolved: incidentResolved },
  resolved: { investigating: incidentReopened },
};

/** The event of a move; undefined for one that does not exist. */
export function moveOf(from: IncidentState, to: IncidentState): EventDefinition<typeof incidentData> | undefined {
  return moves[from][to];
}

/** Whether an incident was resolved for too long to be opened again. */
export function staysResolved({ resolvedAt }: Pick<Incident, "resolvedAt">, now: Date): boolean {
  return resolvedAt !== null && now.getTime() - resolvedAt.getTime() > reopenWithinMs;
}

/** Where an incident can go now, in the order of its life. */
export function movesOf(incident: Pick<Incident, "state" | "resolvedAt">, now: Date): IncidentState[] {
  return staysResolved(incident, now) ? [] : (Object.keys(moves[incident.state]) as IncidentState[]);
}
