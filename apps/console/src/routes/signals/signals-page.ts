import { html, nothing, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { icon } from "../../parts/icon.ts";
import { pageHead } from "../../parts/page-head.ts";
import { changeQuery } from "../../router.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { SignalListDocument } from "./signals.gen.ts";
import "./signals-panel.ts";

/** Every normalised fact of the workspace. */
export class SignalsPage extends WorkspacePage {
  override render(): TemplateResult {
    const type = this.search.get("type") ?? "";
    this.describe({
      crumbs: [{ label: "Signals" }],
      live: true,
      reads: {
        operation: {
          document: SignalListDocument,
          variables: { slug: this.slug, types: type ? [type] : null, first: 25 },
        },
      },
    });
    return html`${pageHead({ title: "Signals", sub: "Facts that arrived from your tools, in one shape, newest first." })}
      <div class="filters"><div class="search">${icon("search")}<input class="input" type="search" aria-label="Type of signal" placeholder="Type, for example pull_request.merged" .value=${type} @change=${(event: Event) => changeQuery({ type: (event.target as HTMLInputElement).value.trim() })}></div>${type ? html`<button class="btn small" type="button" @click=${() => changeQuery({ type: null })}>Show all</button>` : nothing}</div>
      <plb-signals-panel .slug=${this.slug} .type=${type}></plb-signals-panel>`;
  }
}

defineElement("plb-signals-page", SignalsPage);
