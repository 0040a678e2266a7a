import { html, nothing, type TemplateResult } from "lit";
import { emptyState } from "../../parts/empty-state.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { skeleton } from "../../parts/skeleton.ts";
import type { LogDeletionRowFragment } from "./settings.gen.ts";

const states = { DONE: "proven", RUNNING: "running", FAILED: "broken" } as const;

/** What was deleted by a filter: who, why, how many, and the proof that none is left. */
export function deletionsPanel(
  deletions: readonly LogDeletionRowFragment[] | undefined,
  error: unknown,
  begin: () => void,
): TemplateResult {
  const list = (): TemplateResult => {
    if (!deletions) return error ? loadError(error) : skeleton(2);
    if (deletions.length === 0)
      return emptyState({
        title: "Nothing was deleted",
        words: "A deletion by filter says first how many entries it means, and afterwards that none is left.",
      });
    return html`<ul class="claims">${deletions.map(oneDeletion)}</ul>`;
  };
  return panel({
    id: "deletions",
    title: "Deletions",
    aside: html`<button class="btn small danger" type="button" @click=${begin}>Delete entries</button>`,
    body: list(),
  });
}

function oneDeletion(deletion: LogDeletionRowFragment): TemplateResult {
  const { state, deleted, expected, left, failure, reason, requestedBy, createdAt, filter } = deletion;
  const count = (number: number): string => number.toLocaleString("en");
  const entries = (number: number): string => (number === 1 ? "1 entry" : `${count(number)} entries`);
  const words = {
    DONE: `${entries(deleted)} deleted${left === 0 ? ", none is left" : left === null ? "" : `, ${count(left)} are left`}`,
    RUNNING: `${count(deleted)} of ${entries(expected)} deleted so far`,
    FAILED: `${count(deleted)} of ${entries(expected)} deleted, then it failed`,
  }[state];
  return html`<li>${mark(states[state])}<span class="what">${words}</span><span class="when">${timeAgo(createdAt)}</span><p class="proof ${state === "FAILED" ? "is-broken" : ""}">${failure ? `${failure} ` : nothing}${requestedBy}: “${reason}” <code>${meant(filter)}</code></p></li>`;
}

/** The search that was meant, without what it left open. */
function meant(filter: unknown): string {
  const said = Object.entries((filter ?? {}) as Record<string, unknown>).filter(([, value]) => value !== null);
  return said
    .map(([name, value]) => (name === "query" ? String(value) : `${name} ${JSON.stringify(value)}`))
    .join(", ");
}
