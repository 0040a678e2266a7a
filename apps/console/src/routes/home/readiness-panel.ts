import { html, type TemplateResult } from "lit";
import { type ClaimItem, claimGroups } from "../../parts/claim-list.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { panel } from "../../parts/panel.ts";
import { tabs } from "../../parts/tabs.ts";
import { addressWith } from "../../router.ts";

/** Every claim with its evidence and its next step, worst first. */
export function readinessPanel(
  claims: readonly ClaimItem[],
  show: string,
  begin: { label: string; href: string },
): TemplateResult {
  const unproven = claims.filter((claim) => claim.state !== "proven");
  const shown = show === "unproven" ? unproven : claims;
  return panel({
    id: "readiness",
    title: "Readiness",
    meta: "every claim, its evidence, its next step",
    aside: tabs("Show", show, [
      { key: "all", label: "All", count: claims.length, href: addressWith({ show: null }) },
      { key: "unproven", label: "Unproven", count: unproven.length, href: addressWith({ show: "unproven" }) },
    ]),
    body:
      claims.length === 0
        ? emptyState({
            title: "Nothing is claimed yet",
            words: "As soon as something is connected, what it should do stands here, with the proof that it does.",
            action: html`<a class="btn primary" href=${begin.href}>${begin.label}</a>`,
          })
        : shown.length === 0
          ? emptyState({ title: "Everything claimed is proven", words: "The evidence of each claim stands under All." })
          : claimGroups(shown),
  });
}
