import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { defineElement } from "../../parts/define-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { session } from "../../session/session.ts";
import { workspace } from "../../session/workspace.ts";
import { type PagePanel, panelsOf } from "../../shell/page-panels.ts";
import { panelColumns } from "../../shell/panel-columns.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import type { ApiClaim } from "../readiness/claim-item.ts";
import { claimItem } from "../readiness/claim-item.ts";
import { type ReadinessQuery, ReleaseClaimDocument, TakeClaimDocument } from "../readiness/readiness.gen.ts";
import { followReadiness } from "../readiness/readiness-query.ts";
import { urgentStep } from "../readiness/urgent-step.ts";
import { rememberWorkspace } from "../start/last-workspace.ts";
import { plumbPanel } from "./plumb-panel.ts";
import { type WrongItem, wrongNowPanel } from "./wrong-now-panel.ts";

type Readiness = NonNullable<ReadinessQuery["workspace"]>["readiness"];

/** The first page of a workspace: how much of what is claimed is proven, what is wrong now, and what happens. */
export class HomePage extends WorkspacePage {
  static override properties = { ...WorkspacePage.properties, panels: { state: true } };
  declare panels: readonly PagePanel[];
  #readiness = followReadiness(this);

  constructor() {
    super();
    this.panels = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void panelsOf("home").then((panels) => {
      this.panels = panels;
    });
  }

  #wrong({ claims, takings }: Readiness): WrongItem[] {
    return claims
      .filter((claim) => claim.state.toUpperCase() === "BROKEN" || claim.state.toUpperCase() === "STALE")
      .map((claim) => {
        const item = claimItem(claim, this.slug);
        return {
          id: item.id,
          state: item.state,
          title: item.title,
          since: item.at ?? null,
          ...this.#onIt(claim, takings),
          detail: html`${item.evidence}${item.next ? html` <a class="link" href=${item.next.href}>${item.next.label}</a>` : nothing}`,
        };
      })
      .sort((a, b) => Number(b.state === "broken") - Number(a.state === "broken"));
  }

  #onIt(claim: ApiClaim, takings: Readiness["takings"]): Pick<WrongItem, "people" | "step"> {
    const own = takings.filter(({ claimKey }) => claimKey === claim.key);
    const mine = own.some(({ userId }) => userId === session.viewer?.id);
    const input = { workspaceId: this.workspaceId, claimKey: claim.key };
    const send = mine ? () => mutate(ReleaseClaimDocument, { input }) : () => mutate(TakeClaimDocument, { input });
    const run = () =>
      void runStep(async () => {
        await send();
        await this.#readiness.refetch();
      });
    return {
      people: own.map(({ name, since }) => ({ name: name ?? "Somebody", said: name ?? "Somebody", since })),
      step: this.can("readiness:write")
        ? {
            label: mine ? "Give it back" : "Take it",
            said: `${mine ? "Give it back" : "Take it"}: ${claim.title}`,
            run,
          }
        : undefined,
    };
  }

  #hero(): TemplateResult {
    const { data, error } = this.#readiness;
    const readiness = data?.workspace?.readiness;
    if (!readiness)
      return html`<section class="panel hero"><h1 class="vh">Home</h1>${error ? loadError(error, () => void this.#readiness.refetch()) : skeleton(4)}</section>`;
    const wrong = this.#wrong(readiness);
    const next = urgentStep(readiness.next, this.slug);
    return html`<div class="cols five-seven hero">${plumbPanel({ counts: readiness, next })}${readiness.total === 0 ? this.#begin() : wrongNowPanel(wrong, { claimed: readiness.claimed, incidents: workspace.value?.incidents.totalCount ?? 0 })}</div>`;
  }

  #begin(): TemplateResult {
    return html`<section class="panel" aria-labelledby="begin"><header><h2 id="begin">The first proof</h2><span class="meta">about a minute, no outside account</span></header>
      <div class="calm"><h3>${mark("claimed", "")}Nothing has arrived yet</h3><p>Send one signed webhook, by a line to paste or a button, and watch it become a signal here.</p><p class="row"><a class="btn primary" href=${this.at("first-proof")}>Send the first proof</a><a class="btn" href=${this.at("integrations/catalogue")}>Connect GitHub</a></p></div></section>`;
  }

  override render(): TemplateResult {
    rememberWorkspace(this.slug);
    this.describe({ crumbs: [{ label: "Home" }], reads: this.#readiness, live: true });
    // Readiness leads until everything claimed is proven; then what happens does.
    const readiness = this.#readiness.data?.workspace?.readiness;
    const settled = readiness !== undefined && readiness.total > 0 && readiness.proven === readiness.total;
    return html`${this.#hero()}${panelColumns(this.panels, { slug: this.slug, workspaceId: this.workspaceId, itemId: "" }, settled)}`;
  }
}

defineElement("plb-home-page", HomePage);
