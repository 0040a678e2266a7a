import { logFields } from "@plumbline/sdk/logs/query";
import { html, nothing, type TemplateResult } from "lit";
import { emptyState } from "../../parts/empty-state.ts";
import { addressWith } from "../../router.ts";
import { goesOn, spanOf } from "./log-span.ts";
import { attributesIn } from "./query-attributes.ts";

export interface NoEntriesParts {
  slug: string;
  query: string;
  search: URLSearchParams;
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
      words: html`In this span nothing answers <code>${query}</code>. What arrives and fits will stand here by itself.${attributesWords(query)}`,
      action: html`<div class="row">${wider ?? ""}<a class="btn" data-replace href=${addressWith({ q: null })}>Search for everything</a></div>`,
    });
  return emptyState({
    title: "No entries in this time",
    words:
      "What your services write stands here the moment it arrives, from the SDK's logger, pino, winston, OpenTelemetry, or one line of curl.",
    action: html`<div class="row"><a class="btn primary" href="/w/${slug}/logs/connect">Connect your app</a>${wider ?? ""}</div>`,
  });
}

/** A field that is written wrong is looked for among the attributes, where nothing has it. */
function attributesWords(query: string): TemplateResult | typeof nothing {
  const names = attributesIn(query);
  if (names.length === 0) return nothing;
  const listed = names.map((name, index) => html`${index > 0 ? ", " : ""}<code>${name}</code>`);
  const fields = logFields.map(({ name }) => name).join(", ");
  return html` ${listed} ${names.length === 1 ? "is no field, so it was" : "are no fields, so they were"} looked for among the attributes. The fields are ${fields}.`;
}
