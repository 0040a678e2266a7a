import { html, type TemplateResult } from "lit";

/** Stands in for a list while it loads. */
export function skeleton(rows = 4): TemplateResult {
  return html`<div class="skeleton" role="status" aria-label="Loading">${Array.from({ length: rows }, () => html`<i></i>`)}</div>`;
}
