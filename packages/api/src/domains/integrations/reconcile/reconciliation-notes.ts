import type { RegistrationAction } from "../registration/bring-in-order.ts";
import type { BackFill } from "./back-fill.ts";
import type { WebhookComparison } from "./compare-webhooks.ts";

const verbs: Record<RegistrationAction, string> = {
  kept: "was right",
  created: "was made",
  recreated: "was gone and was made anew",
  repaired: "was mended",
  renewed: "was renewed before its end",
  failed: "could not be brought into order",
};

/** What was found and done, a sentence each, for people. What was right is counted, not listed. */
export function reconciliationNotes(
  providerName: string,
  comparison: WebhookComparison | null,
  filled: BackFill | null,
  fresh: number,
): string[] {
  const notes: string[] = [];
  for (const { target, action, wrong, evidence } of comparison?.reports ?? []) {
    if (action === "kept") continue;
    const which = target ? `The webhook of ${target}` : "The webhook of the account";
    const why = action === "failed" ? `: ${evidence}` : wrong ? `. Before: ${wrong}` : "";
    notes.push(`${which} ${verbs[action]}${why}`.replace(/\.?$/, "."));
  }
  const { adopted = 0, removed = 0 } = comparison ?? {};
  if (adopted === 1) notes.push("A webhook that was forgotten here was taken up again.");
  if (adopted > 1) notes.push(`${adopted} webhooks that were forgotten here were taken up again.`);
  if (removed === 1) notes.push("A surplus webhook to this door was removed.");
  if (removed > 1) notes.push(`${removed} surplus webhooks to this door were removed.`);
  if (!filled) return notes;
  const since = `since ${filled.from.toISOString()}`;
  notes.push(
    filled.lookedBack
      ? `${providerName} was asked for everything ${since}: ${filled.signals.length} facts, ${fresh} of them new.`
      : `Something may have been missed ${since}, and ${providerName} cannot be asked for it.`,
  );
  return notes;
}
