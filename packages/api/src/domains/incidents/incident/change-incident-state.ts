import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { ConflictError, PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { type Incident, incidentName } from "../incident-ref.ts";
import { type IncidentState, moveOf, movesOf, staysResolved } from "../machine.ts";
import { noteIncident } from "./add-incident-note.ts";
import { incidentComment } from "./incident-fields.ts";
import { authorizeIncident, incidentFacts, lockIncident, writeIncident } from "./require-incident.ts";

const state = z.enum(["open", "investigating", "mitigated", "resolved"]);

export const changeIncidentStateInput = z.object({
  incidentId: z.uuid(),
  /** Where it goes. */
  to: state,
  /** Where it was when this was decided: moved on since, it is refused. Left out, wherever it is. */
  from: state.nullish(),
  comment: incidentComment,
});

export type ChangeIncidentStateInput = z.input<typeof changeIncidentStateInput>;

/**
 * Moves an incident through its life; where it is already, it stays, and what was said to it is a note. A resolved one can be opened again for 24 hours.
 * @throws ConflictError when it is no longer where it was
 * @throws PreconditionError for a move that does not exist, or comes too late
 */
export async function changeIncidentState(ctx: Context, input: ChangeIncidentStateInput): Promise<Incident> {
  const wish = parseInput(changeIncidentStateInput, input);
  const { incidentId, to, from, comment } = wish;
  const workspaceId = await authorizeIncident(ctx, incidentId);
  return await transact(ctx, { workspaceId, verb: "changeIncidentState", input: wish }, async (tx) => {
    const incident = await lockIncident(tx, workspaceId, incidentId);
    if (from && incident.state !== from) throw movedOn(incident);
    if (incident.state === to) {
      if (comment) await noteIncident(tx, ctx, incident, comment);
      return incident;
    }
    const now = ctx.app.clock.now();
    const event = requireMove(incident, to, now);
    const by = describeActor(ctx.actor).actorName;
    const after = await writeIncident(tx, incident, { state: to, ...momentsOf(incident, to, now, by), updatedAt: now });
    await recordEvent(tx, ctx, event, {
      workspaceId,
      subjectId: incident.id,
      data: incidentFacts(after, comment),
      before: { state: incident.state },
      after: { state: after.state },
    });
    return after;
  });
}

function movedOn(incident: Incident): ConflictError {
  return new ConflictError(
    `Somebody was faster: ${incidentName(incident)} is ${incident.state} now.`,
    "Look at its timeline, then decide again.",
  );
}

function requireMove(incident: Incident, to: IncidentState, now: Date) {
  const name = incidentName(incident);
  if (staysResolved(incident, now)) {
    throw new PreconditionError(
      `${name} was resolved more than 24 hours ago and stays as it is.`,
      "Open a new incident and link the same error groups to it.",
    );
  }
  const event = moveOf(incident.state, to);
  if (event) return event;
  throw new PreconditionError(
    `${name} is ${incident.state} and cannot become ${to} from there.`,
    `It can become ${movesOf(incident, now).join(" or ")}.`,
  );
}

/** When and by whom what was reached. An incident that goes back has not reached what came later. */
function momentsOf(incident: Incident, to: IncidentState, at: Date, by: string): Partial<Incident> {
  const open = { mitigatedAt: null, mitigatedBy: null, resolvedAt: null, resolvedBy: null };
  const { mitigatedAt, mitigatedBy } = incident;
  switch (to) {
    case "mitigated":
      return { mitigatedAt: at, mitigatedBy: by };
    case "resolved":
      return { mitigatedAt: mitigatedAt ?? at, mitigatedBy: mitigatedBy ?? by, resolvedAt: at, resolvedBy: by };
    default:
      return { ...open, investigatingAt: at, investigatingBy: by };
  }
}
