import { html, nothing, type TemplateResult } from "lit";

/** One changed field, as the API gives it. */
export interface ApiChange {
  path: string;
  before: unknown;
  after: unknown;
}

/** One changed field in words; undefined where there is nothing to show on that side. */
export interface Change {
  path: string;
  before: string | undefined;
  after: string | undefined;
}

function said(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What a write changed, field by field. What reads the same before and after is left out. */
export function changesOf(changes: readonly ApiChange[]): Change[] {
  return changes
    .map(({ path, before, after }) => ({ path, before: said(before), after: said(after) }))
    .filter(({ before, after }) => before !== after);
}

/** The change as lines: what went, what came. */
export function changeDiff(changes: readonly ApiChange[]): TemplateResult | typeof nothing {
  const lines = changesOf(changes);
  if (lines.length === 0) return nothing;
  return html`<div class="diff" role="group" aria-label="What changed">${lines.map(
    ({ path, before, after }) =>
      html`${before === undefined ? nothing : html`<del>- ${path}: ${before}</del>`}${after === undefined ? nothing : html`<ins>+ ${path}: ${after}</ins>`}`,
  )}</div>`;
}
