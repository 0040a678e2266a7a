import { html, type TemplateResult } from "lit";
import { dataTable } from "../../parts/data-table.ts";
import { type MarkState, mark, stateWord } from "../../parts/mark.ts";

/** What an import would do, as the API plans it. */
export interface PlanFacts {
  issues: readonly { line: number | null; message: string }[];
  entries: readonly { line: number; key: string; name: string; action: "CREATE" | "UPDATE" | "UNCHANGED" }[];
}

const actions: Record<PlanFacts["entries"][number]["action"], { state: MarkState; word: string }> = {
  CREATE: { state: "claimed", word: "new" },
  UPDATE: { state: "claimed", word: "changed" },
  UNCHANGED: { state: "passed", word: "as it is" },
};

/** Shows an import before it is done: what is wrong with the file, else what each line would do. */
export function importPlan({ issues, entries }: PlanFacts): TemplateResult {
  if (issues.length > 0) {
    return html`<p>Nothing is imported while something is wrong. Correct the file, then look again.</p>
      <ul class="issues">${issues.map((issue) => html`<li>${mark("broken", "")}<span>${issue.line === null ? "" : html`<b>Line ${issue.line}.</b> `}${issue.message}</span></li>`)}</ul>`;
  }
  return html`<div class="table-scroll tall">${dataTable({
    label: "What the import would do",
    rows: entries,
    key: (each) => `${each.line} ${each.key}`,
    columns: [
      { head: "Line", num: true, cell: (each) => each.line },
      { head: "Key", cell: (each) => html`<code>${each.key}</code>` },
      { head: "Name", cell: (each) => each.name },
      { head: "Would be", cell: (each) => stateWord(actions[each.action].state, actions[each.action].word) },
    ],
  })}</div>`;
}
