import { html, nothing, type TemplateResult } from "lit";

const places = [
  ["", "Inbox"],
  ["/rules", "Rules"],
  ["/routing", "Routing"],
  ["/on-call", "On call"],
] as const;

/** The places of the pipeline, above each of its pages. */
export function alertTabs(slug: string, current: (typeof places)[number][0]): TemplateResult {
  return html`<nav class="tabs" aria-label="Alerts">${places.map(
    ([path, label]) =>
      html`<a href="/w/${slug}/alerts${path}" aria-current=${path === current ? "page" : nothing}>${label}</a>`,
  )}</nav>`;
}
