import { html, nothing } from "lit";
import { mutate } from "../../data/client.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { severities } from "./incident-words.ts";
import { type IncidentSeverity, OpenIncidentDocument } from "./incidents.gen.ts";
import { severityField } from "./severity-field.ts";
import "./incidents.css";

/** An error group that an incident is opened from. */
export interface CauseGroup {
  id: string;
  title: string;
}

/** Opens an incident, from an error group or from nothing. @returns its name, `INC-3`, when it was opened */
export async function openIncident(workspaceId: string, group?: CauseGroup): Promise<string | undefined> {
  const done = await openFormDialog({
    title: "Open an incident",
    intro: group
      ? html`The error group <b class="break">${group.title}</b> is linked to it: its errors will show whether the incident is over.`
      : undefined,
    verb: "Open the incident",
    fields: ({ values, errorOf }) => html`
      ${field({ name: "title", label: "What goes wrong", value: values.title ?? group?.title.slice(0, 200) ?? "", required: true, maxlength: 200, autofocus: true, placeholder: "Checkout fails for some customers", error: errorOf("title") })}
      ${severityField(values.severity ?? "SEV3", errorOf("severity"))}
      ${field({ name: "summary", label: "What is known", type: "textarea", value: values.summary ?? "", error: errorOf("summary"), hint: "It can be filled in later." })}
      ${errorOf("errorGroupIds") ? html`<p class="error">${errorOf("errorGroupIds")}</p>` : nothing}`,
    submit: ({ title = "", severity, summary }) =>
      mutate(OpenIncidentDocument, {
        input: {
          workspaceId,
          title: title.trim(),
          severity: (severity ?? severities[2]?.value) as IncidentSeverity,
          summary: summary?.trim() || null,
          ...(group ? { errorGroupIds: [group.id] } : {}),
        },
      }),
  });
  return done?.incident.name;
}
