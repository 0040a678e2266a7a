import { html, nothing, type TemplateResult } from "lit";
import { type MarkState, mark } from "../../parts/mark.ts";
import type { ImportFlagsMutation } from "./import.gen.ts";

export type ImportReport = Extract<ImportFlagsMutation["importFlags"], { __typename: "ImportFlagsSuccess" }>["report"];

type Item = ImportReport["items"][number];

const words: Record<Item["action"], { would: string; done: string; mark: MarkState }> = {
  CREATED: { would: "would be made", done: "made", mark: "proven" },
  CHANGED: { would: "would be changed", done: "changed", mark: "proven" },
  UNCHANGED: { would: "is here as the file has it", done: "is as the file has it", mark: "passed" },
  SKIPPED: { would: "would stay as it is", done: "stayed as it was", mark: "passed" },
  REFUSED: { would: "cannot be taken over", done: "was not taken over", mark: "broken" },
};

function itemLine({ kind, key, action, reason }: Item, dryRun: boolean): TemplateResult {
  const { would, done, mark: sign } = words[action];
  const shown = dryRun && sign === "proven" ? "claimed" : sign;
  return html`<li data-item>${mark(shown, "")}<span class="what"><code>${key}</code>${kind === "SEGMENT" ? html` <span class="tag">segment</span>` : nothing}</span><span class="when">${dryRun ? would : done}</span>${reason ? html`<p class="proof">${reason}</p>` : nothing}</li>`;
}

/** What an import did or would do: every flag of the file with what becomes of it, then what is not as it was, and why. */
export function importReport({ dryRun, items, differences, unknownEnvironments }: ImportReport): TemplateResult {
  const unknown =
    unknownEnvironments.length > 0
      ? html`<p class="pad">${mark("degraded", "Left out")} The file has environments that this workspace does not: ${unknownEnvironments.map((name) => html`<code>${name}</code> `)}. What stands there is left out; name them below to take it.</p>`
      : nothing;
  return html`${unknown}<ul class="claims" aria-label="What becomes of each">${items.map((each) => itemLine(each, dryRun))}</ul>
    ${differences.length === 0 ? nothing : html`<h3 class="pad differs">Not as it was where it comes from</h3><ul class="claims" aria-label="Differences">${differences.map(({ flag, environment, message, changesAnswers }) => html`<li data-item>${mark(changesAnswers ? "degraded" : "passed", changesAnswers ? "Changes answers" : "Same answers")}<span class="what"><code>${flag}</code>${environment ? ` in ${environment}` : ""}</span><span class="when">${changesAnswers ? "answers can change" : "same answers"}</span><p class="proof">${message}</p></li>`)}</ul>`}`;
}
