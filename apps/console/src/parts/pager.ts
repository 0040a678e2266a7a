import { html, nothing, type TemplateResult } from "lit";

export interface PagerParts {
  shown: number;
  total?: number | null | undefined;
  hasMore: boolean;
  loading: boolean;
  more: () => void;
}

/** Under a list that goes on: how much is shown, and the next page. Older pages are added below, nothing jumps. */
export function pager({ shown, total, hasMore, loading, more }: PagerParts): TemplateResult | typeof nothing {
  if (!hasMore && !loading) return nothing;
  const of = total === undefined || total === null ? "" : ` of ${total.toLocaleString("en")}`;
  return html`<div class="pager"><span>${shown.toLocaleString("en")}${of} shown</span><button class="btn small push" type="button" ?disabled=${loading} @click=${more}>${loading ? "Loading" : "Show more"}</button></div>`;
}
