import type { EscalationStep } from "@plumbline/db/schema";

/** The step of that number, counted from 0 through all repetitions; null when the policy is at its end. */
export function stepAt(
  { steps, repeats }: { steps: readonly EscalationStep[]; repeats: number },
  number: number,
): EscalationStep | null {
  if (steps.length === 0 || number >= steps.length * (repeats + 1)) return null;
  return steps[number % steps.length] ?? null;
}
