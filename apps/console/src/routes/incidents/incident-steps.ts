import { html } from "lit";
import { mutate } from "../../data/client.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import type { Move } from "./incident-words.ts";
import {
  AddIncidentNoteDocument,
  ChangeIncidentStateDocument,
  type IncidentSeverity,
  type IncidentState,
  type IncidentWholeFragment,
  UpdateIncidentDocument,
} from "./incidents.gen.ts";
import { severityField } from "./severity-field.ts";

type Incident = IncidentWholeFragment;

async function send(incident: Incident, to: IncidentState, comment: string | null) {
  return await mutate(ChangeIncidentStateDocument, { input: { incidentId: incident.id, to, comment } });
}

/** Takes an incident to another state, with what one wants to say to it. Where the way back exists, it is offered. */
export async function moveIncident(incident: Incident, move: Move, changed: () => void): Promise<void> {
  const { name, state: from } = incident;
  const done = await openFormDialog({
    title: `${move.verb}: ${name}`,
    intro: move.means,
    verb: move.verb,
    fields: ({ values, errorOf }) =>
      field({
        name: "comment",
        label: "What you want to say to it",
        type: "textarea",
        value: values.comment ?? "",
        error: errorOf("comment") ?? errorOf("to"),
        hint: "It stands in the timeline. May stay empty.",
      }),
    submit: ({ comment }) => send(incident, move.to, comment?.trim() || null),
  });
  if (!done) return;
  changed();
  const undo = done.incident.moves.includes(from)
    ? () =>
        void runStep(async () => {
          await send(incident, from, "Taken back.");
          changed();
        })
    : undefined;
  const state = move.to === "MITIGATED" ? "claimed" : "proven";
  toast(html`<b>${name}</b> is ${stateWords[move.to]}.`, { state, ...(undo ? { undo } : {}) });
}

const stateWords: Record<IncidentState, string> = {
  OPEN: "open",
  INVESTIGATING: "being investigated",
  MITIGATED: "said to be mitigated",
  RESOLVED: "resolved",
};

/** Changes what an incident is called, how bad it is, and what is known of it. */
export async function editIncident(incident: Incident): Promise<void> {
  await openFormDialog({
    title: `Edit ${incident.name}`,
    verb: "Save",
    fields: ({ values, errorOf }) => html`
      ${field({ name: "title", label: "What goes wrong", value: values.title ?? incident.title, required: true, maxlength: 200, autofocus: true, error: errorOf("title") })}
      ${severityField(values.severity ?? incident.severity, errorOf("severity"))}
      ${field({ name: "summary", label: "What is known", type: "textarea", value: values.summary ?? incident.summary ?? "", error: errorOf("summary") })}`,
    submit: ({ title = "", severity, summary }) =>
      mutate(UpdateIncidentDocument, {
        input: {
          incidentId: incident.id,
          title: title.trim(),
          severity: (severity ?? incident.severity) as IncidentSeverity,
          summary: summary?.trim() || null,
        },
      }),
  });
}

/** Writes into the timeline, for good. */
export async function addNote(incidentId: string, note: string): Promise<void> {
  await mutate(AddIncidentNoteDocument, { input: { incidentId, note } });
}
