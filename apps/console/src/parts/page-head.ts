import { html, nothing, type TemplateResult } from "lit";

export interface PageHeadParts {
  title: unknown;
  /** One sentence under the title: what this is, in facts. */
  sub?: unknown;
  /** The one badge of the page. */
  badge?: unknown;
  /** A provider's logo or another sign before the title. */
  logo?: unknown;
  /** Buttons; the last one is the primary. */
  actions?: unknown;
}

/** The head of a page with its only h1. */
export function pageHead({ title, sub, badge, logo, actions }: PageHeadParts): TemplateResult {
  return html`<div class="head">
    ${logo ?? nothing}
    <div>
      <div class="title"><h1 tabindex="-1">${title}</h1>${badge ?? nothing}</div>
      ${sub === undefined ? nothing : html`<p class="sub">${sub}</p>`}
    </div>
    ${actions === undefined ? nothing : html`<div class="row push">${actions}</div>`}
  </div>`;
}
