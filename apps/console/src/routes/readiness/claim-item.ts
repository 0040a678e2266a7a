import { html, nothing } from "lit";
import type { ClaimItem, ProofState } from "../../parts/claim-list.ts";
import type { ReadinessQuery } from "./readiness.gen.ts";

/** A claim as the API gives it. */
export type ApiClaim = NonNullable<ReadinessQuery["workspace"]>["readiness"]["claims"][number];

/** Resolves an address that the API gives: a path of this workspace, of the console, or another site. */
export function resolveHref(href: string, slug: string): string {
  return href.startsWith("/") || /^[a-z]+:/i.test(href) ? href : `/w/${slug}/${href}`;
}

/** A claim of the API as a line of a claim list. */
export function claimItem(claim: ApiClaim, slug: string): ClaimItem {
  const state = claim.state.toLowerCase() as ProofState;
  const { proof, reason, nextStep } = claim;
  const evidence =
    state === "broken" || state === "stale"
      ? html`${reason ?? proof?.what}${state === "stale" && proof && reason ? html` Last: ${proof.what}.` : nothing}`
      : proof
        ? html`<b>${proof.what}</b>${proof.from ? html`, from ${proof.from}` : nothing}`
        : reason;
  return {
    id: claim.key,
    title: claim.title,
    state,
    evidence,
    at: state === "broken" || state === "stale" ? (claim.since ?? proof?.when ?? null) : (proof?.when ?? null),
    next: nextStep ? { label: nextStep.label, href: resolveHref(nextStep.href, slug) } : null,
  };
}
