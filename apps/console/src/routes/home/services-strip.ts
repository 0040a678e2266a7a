import { html, nothing, type TemplateResult } from "lit";
import { type MarkState, mark, markWord } from "../../parts/mark.ts";

/** One service as the strip shows it. */
export interface StripService {
  id: string;
  name: string;
  href: string;
  state: MarkState;
  /** The word of the state; the state's own when left out. */
  word?: string;
  /** The figure or age at the right. */
  figure?: unknown;
}

/** What the workspace operates, each with its state. */
export function servicesStrip(
  services: readonly StripService[],
  meta: string,
  all: { label: string; href: string },
): TemplateResult {
  return html`<section class="panel" aria-labelledby="services">
    <header><h2 id="services">Services</h2><span class="meta">${meta}</span><a class="link small push" href=${all.href}>${all.label}</a></header>
    <ul class="services">${services.map(
      (each) => html`<li data-item><a href=${each.href}>${mark(each.state, "")}<b>${each.name}</b></a>
        <p><span class="is-${each.state === "unknown" ? "claimed" : each.state}">${each.word ?? markWord(each.state)}</span>${each.figure ? html`<span>${each.figure}</span>` : nothing}</p></li>`,
    )}</ul>
  </section>`;
}
