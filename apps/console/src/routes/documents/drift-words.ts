import type { TemplateResult } from "lit";
import { stateWord } from "../../parts/mark.ts";
import type { DriftRowFragment } from "./documents.gen.ts";

type Reason = NonNullable<DriftRowFragment["dismissReason"]>;

/** Why a candidate is none, in the order in which it is offered. */
export const dismissReasons: readonly { value: Reason; label: string }[] = [
  { value: "STILL_TRUE", label: "The sentence is still true" },
  { value: "NOT_RELATED", label: "The change has nothing to do with it" },
  { value: "NOT_WORTH_IT", label: "It is not worth a correction" },
  { value: "DUPLICATE", label: "Another candidate says the same" },
];

/** The state of a candidate, with its mark. */
export function driftState(state: DriftRowFragment["state"]): TemplateResult {
  const words = {
    OPEN: () => stateWord("degraded", "Open"),
    ACCEPTED: () => stateWord("broken", "Not true any more"),
    FIXED: () => stateWord("proven", "Fixed"),
    DISMISSED: () => stateWord("passed", "Dismissed"),
  };
  return words[state]();
}

/** What was decided, by whom, and why. Empty while nothing was. */
export function verdictWords({ state, decidedBy, dismissReason, comment, evidence }: DriftRowFragment): string {
  if (state === "FIXED") return evidence ?? "The sentence was changed.";
  if (state === "ACCEPTED")
    return `${decidedBy ?? "Somebody"} agrees. It closes by itself when the sentence is changed.`;
  if (state === "OPEN") return "";
  const reason = dismissReasons.find(({ value }) => value === dismissReason)?.label ?? "Without a reason";
  return `${decidedBy ?? "Somebody"}: ${reason.toLowerCase()}.${comment ? ` “${comment}”` : ""}`;
}
