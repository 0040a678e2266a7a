import { html, nothing, type TemplateResult } from "lit";
import { mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import type { ErrorGroupWholeFragment } from "../logs/errors.gen.ts";
import { incidentMark, severityBadge, standingWords } from "./incident-words.ts";
import type { UndoableLink } from "./link-steps.ts";
import "./incidents.css";

export interface ErrorIncidentsParts {
  group: ErrorGroupWholeFragment;
  /** Address of an incident's page. */
  at: (name: string) => string;
  /** Left out where the reader may not write. */
  unlink?: ((link: UndoableLink) => void) | undefined;
}

/** The incidents that an error group belongs to, with who said so. Left out while there is none. */
export function errorIncidents({ group, at, unlink }: ErrorIncidentsParts): TemplateResult | typeof nothing {
  const rows = group.incidentLinks.nodes.flatMap(({ incident, linkedAt, linkedBy, because }) => {
    if (!incident) return [];
    const button = unlink
      ? html`<button class="btn small" type="button" aria-label="Unlink from ${incident.name}" @click=${() => unlink({ incident, group, because })}>Unlink</button>`
      : nothing;
    return html`<li data-item>${mark(incidentMark(incident), "")}<span class="what"><a class="break" href=${at(incident.name)}><span class="mono">${incident.name}</span> ${incident.title}</a></span><span class="when">${button}</span>
      <p class="proof line-of-facts">${severityBadge(incident)}<span class="is-${incidentMark(incident)}">${standingWords(incident)}</span></p>
      <p class="proof linked">${because ? html`“${because}” ` : nothing}Linked by ${linkedBy} ${timeAgo(linkedAt)}</p></li>`;
  });
  if (rows.length === 0) return nothing;
  return panel({ id: "incidents", title: "Incidents", body: html`<ul class="claims error-incidents">${rows}</ul>` });
}
