import { html, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { DriftCandidatePageDocument, type DriftRowFragment } from "./documents.gen.ts";
import "./documents.css";
import { driftCard } from "./drift-card.ts";
import { accept, dismiss, reopen } from "./drift-steps.ts";

const roles: Record<string, string> = { gone: "taken away", new: "new", touched: "in changed lines" };

/** One candidate, with every reason for its score and every term that both sides hold. */
export class DriftCandidatePage extends WorkspacePage {
  #read = new QueryController(this, {
    document: DriftCandidatePageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });
  #again = (): void => void this.#read.refetch();

  constructor() {
    super();
    new EventsController(this, { types: ["drift", "document"], gather: 300, onEvents: this.#again });
  }

  #actions(candidate: DriftRowFragment): TemplateResult | undefined {
    if (!this.can("documents:write") || candidate.state === "FIXED") return undefined;
    if (candidate.state !== "OPEN")
      return html`<button class="btn" type="button" @click=${() => void reopen(candidate.id, this.#again)}>Reopen</button>`;
    return html`<button class="btn" type="button" @click=${() => void dismiss(candidate, this.#again)}>Dismiss</button>
      <button class="btn primary" type="button" @click=${() => void accept(candidate, this.#again)}>Accept</button>`;
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const candidate = data?.node?.__typename === "DriftCandidate" ? data.node : undefined;
    const title = candidate?.document?.title ?? "Drift candidate";
    this.describe({
      crumbs: [{ label: "Drift", href: this.at("drift") }, { label: title }],
      reads: this.#read,
      live: true,
    });
    if (!candidate)
      return html`<h1 class="vh">Drift candidate</h1><div class="panel">${error ? loadError(error, this.#again) : data ? emptyState({ title: "There is no such candidate", words: "Its document is no longer tracked. Look at the inbox." }) : skeleton(4)}</div>`;
    const terms = html`<dl class="facts drift-terms">${candidate.terms.map(
      ({ text, role, documents }) =>
        html`<dt><code>${text}</code></dt><dd>${roles[role] ?? role}, in ${documents === 1 ? "this document only" : `${documents} documents`}</dd>`,
    )}</dl>`;
    return html`${pageHead({ title, sub: html`${candidate.change?.title}`, actions: this.#actions(candidate) })}
      <h2 class="vh">The change and the sentence</h2>
      <div class="drifts">${driftCard({ candidate, at: (path) => this.at(path), whole: true })}
      ${panel({ id: "terms", title: "What both hold", meta: "the fewer documents, the more it says", body: terms })}</div>`;
  }
}

defineElement("plb-drift-candidate-page", DriftCandidatePage);
