import { html, nothing, type TemplateResult } from "lit";
import { bobFigure } from "../../parts/bob.ts";
import { cssVars } from "../../parts/css-vars.ts";
import { mark } from "../../parts/mark.ts";
import "./home.css";

/** How many claims stand in each state. */
export interface ClaimCounts {
  total: number;
  proven: number;
  claimed: number;
  stale: number;
  broken: number;
}

export interface PlumbPanelParts {
  counts: ClaimCounts;
  /** The most urgent step; left out when everything is proven. */
  next?: { label: string; href: string } | undefined;
}

const order = ["proven", "claimed", "stale", "broken"] as const;

/** The answer of Home and Readiness: how much of what is claimed is proven. */
export function plumbPanel({ counts, next }: PlumbPanelParts): TemplateResult {
  const unproven = counts.total === 0 ? 1 : 1 - counts.proven / counts.total;
  return html`<section class="panel plumb" aria-label="Proof of what is claimed">
    ${bobFigure(unproven)}
    <div>
      <h1>${counts.proven} of ${counts.total}<span>${counts.total === 1 ? "claim" : "claims"} proven</span></h1>
      <div class="share" aria-hidden="true">${order.map((state) => (counts[state] > 0 ? html`<i class=${state} ${cssVars({ "--n": counts[state] })}></i>` : nothing))}</div>
      <ul class="legend">${order.map((state) => html`<li>${mark(state, "")}<b>${counts[state]}</b>${state}</li>`)}</ul>
      ${next ? html`<p class="next">Next: <a class="link" href=${next.href}>${next.label}</a></p>` : html`<p class="next">${counts.total === 0 ? "Nothing is claimed yet." : "The bob hangs straight: all that is claimed is proven."}</p>`}
    </div>
  </section>`;
}
