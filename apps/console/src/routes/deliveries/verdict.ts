import type { TemplateResult } from "lit";
import { type MarkState, stateWord } from "../../parts/mark.ts";

const verdicts: Record<string, { state: MarkState; word: string }> = {
  accepted: { state: "proven", word: "Accepted" },
  duplicate: { state: "passed", word: "Duplicate, ignored" },
  refused: { state: "broken", word: "Refused" },
};

/** What was decided about a delivery. */
export function verdictWord(verdict: string): TemplateResult {
  const { state, word } = verdicts[verdict.toLowerCase()] ?? { state: "unknown" as const, word: verdict };
  return stateWord(state, word);
}
