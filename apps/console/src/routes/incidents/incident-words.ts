import { html, type TemplateResult } from "lit";
import { type MarkState, stateWord } from "../../parts/mark.ts";
import type { IncidentRowFragment, IncidentSeverity, IncidentState, IncidentWholeFragment } from "./incidents.gen.ts";

/** The states of an incident that is not over. */
export const unresolved: IncidentState[] = ["OPEN", "INVESTIGATING", "MITIGATED"];

/** What each severity means for users, worst first. */
export const severities: readonly { value: IncidentSeverity; means: string }[] = [
  { value: "SEV1", means: "Most users cannot work, or data is at risk." },
  { value: "SEV2", means: "Many users are hit, or something that matters to them." },
  { value: "SEV3", means: "Some users are hit, and they can work around it." },
  { value: "SEV4", means: "Hardly anybody notices." },
];

const grounds: Record<IncidentSeverity, string> = { SEV1: "solid", SEV2: "solid", SEV3: "degraded", SEV4: "stale" };

/** How bad it is, on a full ground: red for what many users feel. What is over needs no red. */
export function severityBadge({ severity, state }: Pick<IncidentRowFragment, "severity" | "state">): TemplateResult {
  const ground = state === "RESOLVED" ? "stale" : grounds[severity];
  return html`<span class="badge severity ${ground}">${severity}</span>`;
}

type Standing = Pick<IncidentRowFragment, "state"> & { mitigation: { state: string } | null };

/** What proof there is for what was said last. A resolution of long ago is weighed no more. */
export function incidentMark({ state, mitigation }: Standing): MarkState {
  if (state === "OPEN") return "broken";
  if (state === "INVESTIGATING") return "degraded";
  if (!mitigation) return "passed";
  return ({ PROVEN: "proven", BROKEN: "broken" } as const)[mitigation.state] ?? "claimed";
}

const words: Record<IncidentState, string> = {
  OPEN: "Open",
  INVESTIGATING: "Investigating",
  MITIGATED: "Mitigated",
  RESOLVED: "Resolved",
};

/** Where an incident is in its life, in a word. */
export function stateName(state: IncidentState): string {
  return words[state];
}

/** The same, with what its errors say against it. */
export function standingWords(incident: Standing): string {
  const { state } = incident;
  const shown = incidentMark(incident);
  const said = state === "MITIGATED" || state === "RESOLVED";
  if (said && shown === "broken") return `${words[state]}, refuted`;
  if (state === "MITIGATED" && shown === "claimed") return "Mitigated, unproven";
  return words[state];
}

/** That with its mark: solid only where the errors of its groups show it. */
export function incidentState(incident: Standing): TemplateResult {
  return stateWord(incidentMark(incident), standingWords(incident));
}

/** One way on from a state. */
export interface Move {
  to: IncidentState;
  /** The verb of its button. */
  verb: string;
  /** What it says to everybody. */
  means: string;
}

const means: Partial<Record<IncidentState, Move>> = {
  INVESTIGATING: {
    to: "INVESTIGATING",
    verb: "Investigate",
    means: "Somebody looks for the cause.",
  },
  MITIGATED: {
    to: "MITIGATED",
    verb: "Mark as mitigated",
    means: "Users no longer feel it. That is a claim: the errors of its groups prove or refute it.",
  },
  RESOLVED: {
    to: "RESOLVED",
    verb: "Resolve",
    means: "It is over. For 24 hours it can be opened again.",
  },
};

const notMitigated = "It is not mitigated: users still feel it, and the cause is looked for.";

/** Why it is investigated, where that is a way back. */
function backFrom({ state, investigatingAt }: Pick<IncidentWholeFragment, "state" | "investigatingAt">): Partial<Move> {
  if (state === "RESOLVED") return { verb: "Reopen", means: "It is not over: the cause is looked for again." };
  if (state !== "MITIGATED") return {};
  return { means: notMitigated, ...(investigatingAt ? { verb: "Back to investigating" } : {}) };
}

/** The ways on that the API gives, in words. */
export function movesOf(incident: Pick<IncidentWholeFragment, "state" | "moves" | "investigatingAt">): Move[] {
  return incident.moves.flatMap((to) => {
    const move = means[to];
    if (!move) return [];
    return to === "INVESTIGATING" ? { ...move, ...backFrom(incident) } : move;
  });
}

/** `INC-3` and `3` name the same incident. @returns 0 for what names none */
export function incidentNumber(name: string): number {
  const [, digits] = /^(?:inc-)?(\d{1,9})$/i.exec(name.trim()) ?? [];
  return Number(digits ?? 0);
}
