import { html, type TemplateResult } from "lit";
import { claimList } from "../../parts/claim-list.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { panel } from "../../parts/panel.ts";
import { localTimes } from "./local-times.ts";

/** What one comparison with the provider found and did. */
export interface ReconciliationFacts {
  id: string;
  trigger: string;
  finishedAt: string;
  looked: number;
  backfilled: number;
  gapFrom: string | null;
  lookedBack: boolean | null;
  notes: readonly string[];
  problem: string | null;
}

/** The newest comparisons with the provider: what was lost and made anew, what was missed and asked for. */
export function reconciliationsPanel(
  list: readonly ReconciliationFacts[],
  compare: (() => void) | null,
): TemplateResult {
  return panel({
    id: "reconciliations",
    title: "Comparison",
    meta: "hourly",
    ...(compare ? { aside: html`<button class="btn small" type="button" @click=${compare}>Compare now</button>` } : {}),
    body:
      list.length === 0
        ? emptyState({
            title: "Not compared yet",
            words:
              "Within the hour its webhooks are read back, lost ones are made anew, and what was missed is asked for.",
          })
        : claimList(
            list.map((each) => ({
              id: each.id,
              state: each.problem
                ? ("broken" as const)
                : each.lookedBack === false
                  ? ("degraded" as const)
                  : ("proven" as const),
              title: titleOf(each),
              at: each.finishedAt,
              evidence: localTimes([...each.notes, ...(each.problem ? [each.problem] : [])].join(" ")),
            })),
          ),
  });
}

function titleOf({ problem, notes, backfilled, looked }: ReconciliationFacts): string {
  if (problem) return "Could not be finished";
  if (backfilled > 0)
    return backfilled === 1 ? "One missed signal asked for" : `${backfilled} missed signals asked for`;
  if (notes.length > 0) return "Brought into order";
  if (looked === 0) return "The credentials work; there is no webhook to compare";
  return looked === 1 ? "One webhook as it should be" : `${looked} webhooks as they should be`;
}
