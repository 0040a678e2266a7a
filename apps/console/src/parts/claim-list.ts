import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { type MarkState, mark } from "./mark.ts";
import { timeAgo } from "./relative-time.ts";

/** The states a proof can have, worst first. */
export type ProofState = "broken" | "stale" | "claimed" | "proven";

/** One claim with its evidence, as every panel shows it. */
export interface ClaimItem {
  id: string;
  title: unknown;
  state: MarkState;
  /** The evidence line: what, from whom. For a broken claim the reason in words. */
  evidence?: unknown;
  /** When the evidence was made; its age stands at the right edge. */
  at?: string | null;
  /** Replaces the age at the right edge. */
  aside?: unknown;
  /** The next step: a link in the line; a button where something is broken. */
  next?: { label: string; href: string } | null;
  href?: string;
}

function nextStep(claim: ClaimItem): TemplateResult | typeof nothing {
  if (!claim.next || claim.state === "broken") return nothing;
  return html` <a class="link" href=${claim.next.href}>${claim.next.label}</a>`;
}

function claimItem(claim: ClaimItem): TemplateResult {
  const when =
    claim.aside ??
    timeAgo(
      claim.at,
      claim.state === "stale" ? "old" : claim.state === "broken" ? "bare" : "ago",
      claim.state === "claimed" ? "never" : "",
    );
  return html`<li data-item>${mark(claim.state)}<span class="what">${claim.href ? html`<a href=${claim.href}>${claim.title}</a>` : claim.title}</span><span class="when">${when}</span>
    ${claim.evidence || claim.next ? html`<p class="proof ${claim.state === "broken" ? "is-broken" : ""}">${claim.evidence ?? nothing}${nextStep(claim)}</p>` : nothing}
    ${claim.state === "broken" && claim.next ? html`<p class="do row"><a class="btn small" href=${claim.next.href}>${claim.next.label}</a></p>` : nothing}</li>`;
}

/** Claims with their evidence lines: the one list item of the product. */
export function claimList(claims: readonly ClaimItem[]): TemplateResult {
  return html`<ul class="claims">${repeat(claims, (claim) => claim.id, claimItem)}</ul>`;
}

const groups: { state: ProofState; label: string }[] = [
  { state: "broken", label: "Broken" },
  { state: "stale", label: "Stale" },
  { state: "claimed", label: "Only claimed" },
  { state: "proven", label: "Proven" },
];

/** Claims in groups, worst first. Empty groups are left out. */
export function claimGroups(claims: readonly ClaimItem[]): TemplateResult {
  return html`${groups.map(({ state, label }) => {
    const own = claims.filter((claim) => claim.state === state);
    return own.length === 0 ? nothing : html`<h3 class="group">${label} <b>${own.length}</b></h3>${claimList(own)}`;
  })}`;
}
