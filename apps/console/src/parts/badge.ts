import { html, type TemplateResult } from "lit";
import { type MarkState, mark } from "./mark.ts";

/** The badge of a page head: solid ground when proven, dashed outline when only claimed. One per page. */
export function badge(state: MarkState, words: unknown): TemplateResult {
  const ground = state === "unknown" || state === "passed" || state === "running" ? "claimed" : state;
  return html`<span class="badge ${ground}">${mark(state, "")}<span>${words}</span></span>`;
}
