import { html, type TemplateResult } from "lit";

export interface Crumb {
  label: string;
  /** Left out for the page itself. */
  href?: string;
}

/** Where the reader is. On the phone only the page itself is shown. */
export function crumbs(list: readonly Crumb[]): TemplateResult {
  return html`<nav aria-label="Breadcrumb"><ol class="crumbs">${list.map((crumb, index) =>
    index === list.length - 1
      ? html`<li aria-current="page">${crumb.label}</li>`
      : html`<li class="wide-only">${crumb.href ? html`<a href=${crumb.href}>${crumb.label}</a>` : crumb.label}</li>`,
  )}</ol></nav>`;
}
