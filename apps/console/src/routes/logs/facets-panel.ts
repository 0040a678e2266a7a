import { html, nothing, type TemplateResult } from "lit";
import { cssVars } from "../../parts/css-vars.ts";
import { loadError } from "../../parts/load-error.ts";
import { skeleton } from "../../parts/skeleton.ts";
import type { LogFacetsQuery } from "./logs.gen.ts";
import { holdsTerm, queryTerm, toggleTerm } from "./query-term.ts";

type Facets = NonNullable<LogFacetsQuery["workspace"]>["logFacets"];

export interface FacetsParts {
  facets: Facets | undefined;
  error: unknown;
  /** The search in force; its terms are marked. */
  query: string;
  /** Called with the search that a choice makes. */
  change: (query: string) => void;
}

const shown = 6;
const columns = new Set(["level", "service", "tenant", "env"]);

/** What the entries are made of: each value narrows the search, or is taken out of it. */
export function facetsPanel({ facets, error, query, change }: FacetsParts): TemplateResult {
  if (!facets) return error ? loadError(error) : skeleton(4);
  const groups = facets.facets.filter(saysSomething);
  const words = facets.exact
    ? `of ${facets.sampled.toLocaleString("en")} entries`
    : `of the newest ${facets.sampled.toLocaleString("en")} entries`;
  return html`<p class="facet-note">Counts ${words}</p>${groups.map((facet, index) => oneFacet(facet, index < 4, query, change))}`;
}

/** False for a field told above already, and for one in which nearly every entry is alone: a list of ids is no choice. */
function saysSomething({ field, values }: Facets["facets"][number]): boolean {
  const name = field.replace(/^(attributes|resource)\./, "");
  if (columns.has(name)) return field === name && values.length > 0;
  return values.some(({ count }) => count > 2);
}

function oneFacet(
  { field, values }: Facets["facets"][number],
  open: boolean,
  query: string,
  change: (query: string) => void,
): TemplateResult {
  const most = Math.max(1, ...values.map(({ count }) => count));
  const name = field.replace(/^(attributes|resource)\./, "");
  const row = ({ value, count }: { value: string; count: number }): TemplateResult => {
    const term = queryTerm(name, value);
    const held = holdsTerm(query, term);
    return html`<li class=${held ?? ""}><button type="button" class="facet-value" aria-pressed=${held === "asks"} @click=${() => change(toggleTerm(query, term))} ${cssVars({ "--share": count / most })}><span>${value || "(none)"}</span><b>${count.toLocaleString("en")}</b></button><button type="button" class="facet-not" aria-label="Without ${name} ${value}" title="Without it" aria-pressed=${held === "excludes"} @click=${() => change(toggleTerm(query, term, true))}>−</button></li>`;
  };
  const list = (some: typeof values): TemplateResult => html`<ul>${some.map(row)}</ul>`;
  return html`<details class="facet" ?open=${open}><summary>${name}</summary>${list(values.slice(0, shown))}${values.length > shown ? html`<details class="facet-more"><summary>${values.length - shown} more</summary>${list(values.slice(shown))}</details>` : nothing}</details>`;
}
