import { html, nothing, type TemplateResult } from "lit";

export interface EmptyParts {
  /** What is not here yet, as a fact. */
  title: string;
  /** One sentence: what would stand here and why one wants it. */
  words: unknown;
  /** One action. */
  action?: unknown;
}

/** An empty list teaches by doing: one sentence, one action. */
export function emptyState({ title, words, action }: EmptyParts): TemplateResult {
  return html`<div class="empty"><div><p class="empty-title">${title}</p><p>${words}</p></div>${action ?? nothing}</div>`;
}
