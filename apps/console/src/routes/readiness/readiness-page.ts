import { html, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { plumbPanel } from "../home/plumb-panel.ts";
import "./readiness-panel-element.ts";
import { followReadiness } from "./readiness-query.ts";
import { urgentStep } from "./urgent-step.ts";

/** Every claim of the workspace, alone on a page. */
export class ReadinessPage extends WorkspacePage {
  #readiness = followReadiness(this);

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Readiness" }], reads: this.#readiness, live: true });
    const readiness = this.#readiness.data?.workspace?.readiness;
    return html`<div class="cols five-seven"><div class="stack">${readiness ? plumbPanel({ counts: readiness, next: urgentStep(readiness.next, this.slug) }) : html`<h1 class="vh">Readiness</h1>`}</div><div class="stack"><plb-readiness-panel .slug=${this.slug}></plb-readiness-panel></div></div>`;
  }
}

defineElement("plb-readiness-page", ReadinessPage);
