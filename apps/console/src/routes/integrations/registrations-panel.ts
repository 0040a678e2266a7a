import { html, type TemplateResult } from "lit";
import { claimList } from "../../parts/claim-list.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { emptyState } from "../../parts/empty-state.ts";
import type { MarkState } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";

/** A webhook at the provider, as it was last read back. */
export interface RegistrationFacts {
  target: string;
  events: readonly string[];
  state: string;
  evidence: string;
  readAt: string;
}

/** How a registration is marked, by its state. */
export const registrationMarks: Record<string, MarkState> = {
  registered: "proven",
  drifted: "degraded",
  missing: "broken",
};

/**
 * Where the provider sends to, as the provider itself says.
 * @param byHand No provider was told by us: the sender has the address from a person.
 */
export function registrationsPanel(
  registrations: readonly RegistrationFacts[],
  hookUrl: string | null,
  byHand = false,
): TemplateResult {
  if (byHand && hookUrl) {
    return panel({
      id: "registrations",
      title: "Door",
      meta: "where to send",
      pad: true,
      body: html`<div class="form"><p class="soft">Whoever sends here was told the address and the secret by hand. What is not signed with the secret is refused.</p>${codeBlock("Address of the door", hookUrl, true)}</div>`,
    });
  }
  const list =
    registrations.length === 0
      ? emptyState({
          title: "Nothing is registered by us",
          words: hookUrl
            ? "Whoever sends here was told the address by hand."
            : "It is polled: the provider is asked, and is told no address.",
        })
      : claimList(
          registrations.map((each) => ({
            id: each.target,
            state: registrationMarks[each.state.toLowerCase()] ?? "unknown",
            title: each.target || "The whole account",
            at: each.readAt,
            evidence: each.evidence,
          })),
        );
  return panel({
    id: "registrations",
    title: "Registration",
    meta: "as read back from the provider",
    body: html`${list}${hookUrl ? html`<div class="pad">${codeBlock("Address of the door", hookUrl, true)}</div>` : ""}`,
  });
}
