import { html, type TemplateResult } from "lit";

/** What a mark can say. The first four are the states of a proof; the rest are health and progress. */
export type MarkState =
  | "proven"
  | "claimed"
  | "stale"
  | "broken"
  | "degraded"
  | "maintenance"
  | "unknown"
  | "passed"
  | "running";

const words: Record<MarkState, string> = {
  proven: "Proven",
  claimed: "Only claimed",
  stale: "Stale",
  broken: "Broken",
  degraded: "Degraded",
  maintenance: "Maintenance",
  unknown: "Unknown",
  passed: "Passed by",
  running: "Running",
};

/** The word that stands for a state wherever no better one is at hand. */
export function markWord(state: MarkState): string {
  return words[state];
}

/**
 * The proof mark: filled when evidence exists, outlined when something is only claimed.
 * @param label What a screen reader says. Pass '' where a visible word beside the mark says it already.
 */
export function mark(state: MarkState, label: string = words[state]): TemplateResult {
  return label === ""
    ? html`<span class="mark ${state}" aria-hidden="true"></span>`
    : html`<span class="mark ${state}" role="img" aria-label=${label}></span>`;
}

/** A mark with its word in the ink of the state, for cells and lines. */
export function stateWord(state: MarkState, word: string = words[state]): TemplateResult {
  return html`<span class="state is-${state}">${mark(state, "")}${word}</span>`;
}
