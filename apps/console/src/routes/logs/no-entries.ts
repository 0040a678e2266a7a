import { html, type TemplateResult } from "lit";
import { emptyState } from "../../parts/empty-state.ts";
import { addressWith } from "../../router.ts";
import { goesOn, spanOf } from "./log-span.ts";

export interface NoEntriesParts {
  slug: string;
  query: string;
  search: URLSearchParams;
  /** What the counts say meanwhile; undefined while nobody knows. */
  counted: number | undefined;
}

/** Nothing to show: because nothing fits, or because nothing was ever sent in this time. */
export function noEntries({ slug, query, search }: NoEntriesParts): TemplateResult {
  const span = spanOf(search);
  const wider =
    goesOn(span) && span.last === "30d"
      ? undefined
      : html`<a class="btn" data-replace href=${addressWith({ last: "30d", from: null, to: null })}>Look at the last 30 days</a>`;
  if (query)
    return emptyState({
      title: "No entry fits",
      words: html`In this span nothing answers <code>${query}</code>. What arrives and fits will stand here by itself.`,
      action: html`<div class="row">${wider ?? ""}<a class="btn" data-replace href=${addressWith({ q: null })}>Search for everything</a></div>`,
    });
  return emptyState({
    title: "No entries in this time",
    words:
      "What your services write stands here the moment it arrives, from the SDK's logger, pino, winston, OpenTelemetry, or one line of curl.",
    action: html`<div class="row"><a class="btn primary" href="/w/${slug}/logs/connect">Connect your app</a>${wider ?? ""}</div>`,
  });
}
