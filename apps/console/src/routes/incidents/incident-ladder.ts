import { html, nothing, type TemplateResult } from "lit";
import { exactTime, momentOf } from "../../parts/clock.ts";
import { ladder, type Rung } from "../../parts/ladder.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { incidentMark } from "./incident-words.ts";
import type { IncidentWholeFragment } from "./incidents.gen.ts";

type Incident = IncidentWholeFragment;

/** How long a resolved incident may be opened again, in milliseconds: `reopenWithinMs` of the API's incidents/machine.ts. */
const reopenWithin = 24 * 3_600_000;

/** How far an incident is: what was reached with its time and who, and of “mitigated” what its errors say. @param wayBack a button, where they refute it */
export function incidentLadder(incident: Incident, wayBack?: TemplateResult): TemplateResult {
  return ladder([opened(incident), investigated(incident), mitigated(incident, wayBack), resolved(incident)]);
}

const said = (at: string, by: string | null): TemplateResult =>
  html`<b title=${exactTime(at)}>${momentOf(at)}</b> by ${by ?? "somebody"}`;

function opened({ openedAt, openedBy }: Incident): Rung {
  return { title: "Open", state: "proven", evidence: said(openedAt, openedBy) };
}

function investigated({ investigatingAt, investigatingBy, mitigatedAt }: Incident): Rung {
  const title = "Investigating";
  if (investigatingAt) return { title, state: "proven", evidence: said(investigatingAt, investigatingBy) };
  if (mitigatedAt)
    return { title, state: "passed", evidence: "Passed by: nobody has said that they look for the cause." };
  return { title, state: "claimed", evidence: "Nobody has said that they look for the cause." };
}

function mitigated(incident: Incident, wayBack?: TemplateResult): Rung {
  const { mitigatedAt, mitigatedBy, mitigation, links } = incident;
  const title = "Mitigated";
  if (!mitigatedAt) {
    const words =
      links.totalCount > 0
        ? "Proven by logs that arrive five minutes later without one of its errors."
        : "Nothing can prove it before an error group is linked.";
    return { title, state: "claimed", evidence: words };
  }
  const who = said(mitigatedAt, mitigatedBy);
  const evidence = mitigation
    ? html`${who}. <span class=${mitigation.state === "BROKEN" ? "is-broken" : ""}>${mitigation.reason ?? nothing}${proofWords(mitigation)}</span>${wayBack ?? nothing}`
    : html`${who}. Its errors are no longer weighed: whatever comes now is another incident.`;
  return { title, state: incidentMark({ state: "MITIGATED", mitigation }), evidence };
}

function proofWords({ proof, state, since }: NonNullable<Incident["mitigation"]>): TemplateResult | typeof nothing {
  if (state === "BROKEN") return since ? html` The newest came ${timeAgo(since)}.` : nothing;
  return proof ? html`${proof.what}, the newest of ${proof.from} ${timeAgo(proof.when)}.` : nothing;
}

function resolved({ resolvedAt, resolvedBy, moves }: Incident): Rung {
  const title = "Resolved";
  if (!resolvedAt) return { title, state: "claimed", evidence: "By a person. It may be reopened for 24 h." };
  const ends = new Date(Date.parse(resolvedAt) + reopenWithin).toISOString();
  const later =
    moves.length > 0 ? `It may be reopened until ${momentOf(ends)}.` : "It stays so: more than 24 h have passed.";
  return { title, state: "proven", evidence: html`${said(resolvedAt, resolvedBy)}. ${later}` };
}
