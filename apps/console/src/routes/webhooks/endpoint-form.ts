import { html, nothing, type TemplateResult } from "lit";
import { query } from "../../data/client.ts";
import { field } from "../../parts/field.ts";
import type { FormState } from "../../parts/form-dialog.ts";
import { EventTypesDocument, type EventTypesQuery } from "./webhooks.gen.ts";

export type EventTypeFacts = EventTypesQuery["eventTypes"][number];

/** What an endpoint's form begins with. */
export interface EndpointValues {
  url: string;
  description: string;
  /** Null for all. */
  eventTypes: readonly string[] | null;
}

/** Every type of event there is, to choose from. */
export async function readEventTypes(): Promise<readonly EventTypeFacts[]> {
  return (await query(EventTypesDocument, {})).eventTypes;
}

/** The fields of an endpoint: address, what it is for, which events. */
export function endpointFields(
  { values, errorOf }: FormState,
  given: EndpointValues,
  types: readonly EventTypeFacts[],
): TemplateResult {
  const chosen = new Set(given.eventTypes ?? []);
  return html`
    ${field({ name: "url", label: "Address", type: "url", value: values.url ?? given.url, placeholder: "https://", required: true, autofocus: true, error: errorOf("url"), hint: "Events are posted here, signed as Standard Webhooks says." })}
    ${field({ name: "description", label: "What it is for", value: values.description ?? given.description, maxlength: 200, error: errorOf("description") })}
    <details class="field" ?open=${chosen.size > 0}><summary>${chosen.size > 0 ? `${chosen.size} kinds of events` : "All events; choose some"}</summary>
      <fieldset class="choices target-list"><legend class="vh">Events</legend>${types.map((each) => html`<label class="check"><input type="checkbox" name="eventTypes" value=${each.type} ?checked=${chosen.has(each.type)}><code>${each.type}</code><small>${each.description}</small></label>`)}</fieldset>
      ${errorOf("eventTypes") ? html`<p class="error">${errorOf("eventTypes")}</p>` : nothing}</details>`;
}

/** The input that the form's fields make. None chosen means all. */
export function endpointInput(
  values: Record<string, string>,
  form: FormData,
): { url: string; description: string; eventTypes: string[] | null } {
  const types = form.getAll("eventTypes").map(String);
  return {
    url: values.url?.trim() ?? "",
    description: values.description?.trim() ?? "",
    eventTypes: types.length > 0 ? types : null,
  };
}
