import { quantity } from "../evaluation/quantity.ts";
import type { Firing } from "./simulate-rule.ts";

/** Firings that the sentence tells one by one. */
const mostTold = 3;

/** What a dry run found, in one sentence: how often, when, and why. Times are UTC. */
export function previewSentence(
  { firings, looked, notice }: { firings: readonly Firing[]; looked: number; notice: string | null },
  noun: "events" | "moments",
): string {
  const over = notice ? ` ${notice}` : "";
  if (firings.length === 0) {
    const why =
      noun === "events"
        ? looked === 0
          ? "no event matched."
          : `${quantity(looked, "events")} matched, never enough of them.`
        : looked === 0
          ? "nothing was measured."
          : looked === 1
            ? "not at the one measured moment."
            : `at none of ${looked} measured moments.`;
    return `Would not have fired in the last 24 hours: ${why}${over}`;
  }
  const times = firings.length === 1 ? "once" : `${firings.length} times`;
  const parts = firings.slice(0, mostTold).map(tell);
  const rest = firings.length > mostTold ? ` And ${firings.length - mostTold} more.` : "";
  return `Would have fired ${times}: ${parts.join(" ")}${rest}${over}`;
}

function tell({ from, to, reason }: Firing): string {
  const until = to ? `to ${clock(to)}` : "and still open";
  return `from ${clock(from)} ${until}, because ${reason.replace(/\.$/, "")}.`;
}

function clock(at: Date): string {
  return at.toISOString().slice(11, 16);
}
