import type { DriftCandidate } from "../document-refs.ts";

/** Why a candidate is none. */
export const dismissReasons = ["still_true", "not_related", "not_worth_it", "duplicate"] as const;

const words: Record<(typeof dismissReasons)[number], string> = {
  still_true: "the sentence is still true",
  not_related: "the change has nothing to do with it",
  not_worth_it: "it is not worth a correction",
  duplicate: "another candidate says the same",
};

export function dismissWords(reason: DriftCandidate["dismissReason"]): string {
  return reason ? words[reason] : "without a reason";
}
