import { html, nothing, type TemplateResult } from "lit";
import { type MarkState, mark } from "./mark.ts";

export interface Rung {
  title: string;
  state: MarkState;
  /** The evidence: what, when, from whom; or what is still to come. */
  evidence: unknown;
}

/** A ladder of states: solid up to where evidence reaches, dashed beyond. */
export function ladder(rungs: readonly Rung[]): TemplateResult {
  return html`<ol class="ladder">${rungs.map((rung, index) => {
    const next = rungs[index + 1];
    const solid = rung.state === "proven" && next?.state === "proven";
    return html`<li class=${solid ? "" : "to-claimed"}>${mark(rung.state)}<h3 class=${rung.state === "claimed" ? "soft" : rung.state === "broken" ? "is-broken" : ""}>${rung.title}</h3><p>${rung.evidence ?? nothing}</p></li>`;
  })}</ol>`;
}
