import { html, nothing, type TemplateResult } from "lit";

export interface Tab {
  key: string;
  label: string;
  /** A number beside the label; left out while unknown. */
  count?: number | undefined;
  /** Where the tab leads: tabs are links, so that each state has an address. */
  href: string;
}

/** A choice of one from a few, kept in the URL. */
export function tabs(label: string, current: string, list: readonly Tab[]): TemplateResult {
  return html`<nav class="tabs" aria-label=${label}>${list.map(
    (tab) =>
      html`<a href=${tab.href} data-replace aria-current=${tab.key === current ? "true" : nothing}>${tab.label}${tab.count === undefined ? nothing : html`<b>${tab.count.toLocaleString("en")}</b>`}</a>`,
  )}</nav>`;
}
