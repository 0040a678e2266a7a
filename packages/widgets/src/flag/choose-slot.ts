import type { Evaluation } from "@plumbline/sdk/flags";

/** Which of an element's contents is shown, and what a developer should know. */
export interface Choice {
  /** Name of the slot; the empty one is the content without a slot. */
  slot: string;
  /** What is wrong, for the console; null when nothing is. */
  warning: string | null;
}

/**
 * The variant's own slot where there is one; else the content without a slot, if the flag lets in; else the slot `else`.
 * @param variant the attribute: the variant that lets in; empty for a boolean flag that is true
 * @param slots names of the slots that the element has content for
 */
export function chooseSlot(flag: string, answer: Evaluation, variant: string, slots: ReadonlySet<string>): Choice {
  const { errorCode, errorMessage } = answer;
  if (errorCode) return { slot: "else", warning: `Flag ${flag} cannot be answered: ${errorMessage ?? errorCode}` };
  if (answer.variant && answer.variant !== "else" && answer.variant !== "pending" && slots.has(answer.variant))
    return { slot: answer.variant, warning: null };
  if (variant) return { slot: answer.variant === variant ? "" : "else", warning: null };
  if (typeof answer.value === "boolean") return { slot: answer.value ? "" : "else", warning: null };
  const warning =
    slots.has("") &&
    `Flag ${flag} answers ${typeof answer.value}, not yes or no. Name the variant that shows the content: variant="${answer.variant}".`;
  return { slot: "else", warning: warning || null };
}
