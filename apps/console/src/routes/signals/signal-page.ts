import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { badge } from "../../parts/badge.ts";
import { exactTime } from "../../parts/clock.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { icon } from "../../parts/icon.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { SignalPageDocument } from "./signals.gen.ts";

/** One signal: what it says, and the delivery that proves it. */
export class SignalPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: SignalPageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const signal = data?.node?.__typename === "Signal" ? data.node : undefined;
    this.describe({
      crumbs: [{ label: "Signals", href: this.at("signals") }, { label: signal?.type ?? "Signal" }],
      reads: this.#read,
    });
    if (!signal)
      return html`<h1 class="vh">Signal</h1><div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : data ? emptyState({ title: "There is no such signal", words: "Its integration may have been removed." }) : skeleton(4)}</div>`;
    const polled = String(signal.by).toLowerCase() === "polling";
    return html`${pageHead({ title: signal.title, badge: badge("proven", polled ? "Read by polling" : "Arrived signed"), sub: html`<code>${signal.type}</code> about ${signal.subject}`, actions: signal.url ? html`<a class="btn" href=${signal.url} target="_blank" rel="noreferrer">Open at the source${icon("out")}</a>` : undefined })}
      <div class="cols two"><div class="stack">${panel({ id: "data", title: "Data", pad: true, body: codeBlock("Data", JSON.stringify(signal.data, null, 2), true) })}</div>
      <div class="stack">${panel({
        id: "facts",
        title: "Facts",
        pad: true,
        body: html`<dl class="facts"><dt>Happened</dt><dd>${exactTime(signal.occurredAt)}</dd><dt>Known here</dt><dd>${exactTime(signal.receivedAt)}</dd>${signal.actor ? html`<dt>By</dt><dd>${signal.actor}</dd>` : nothing}<dt>From</dt><dd>${signal.integration ? html`<a class="link" href=${this.at(`integrations/${signal.integration.id}`)}>${signal.integration.name}</a>` : signal.provider}</dd>
        <dt>Proof</dt><dd>${signal.delivery ? html`<a class="link" href=${this.at(`deliveries/${signal.delivery.id}`)}>the delivery</a>` : "a poll of ours"}</dd></dl>`,
      })}</div></div>`;
  }
}

defineElement("plb-signal-page", SignalPage);
