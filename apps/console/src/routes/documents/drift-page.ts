import { html, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ListController } from "../../data/list-controller.ts";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { listBody } from "../../parts/list-body.ts";
import { pageHead } from "../../parts/page-head.ts";
import { runStep } from "../../parts/run-step.ts";
import { tabs } from "../../parts/tabs.ts";
import { addressWith } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { isTyping } from "../../shell/keys.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import {
  DriftCountsDocument,
  DriftInboxDocument,
  type DriftInboxQuery,
  type DriftInboxQueryVariables,
  type DriftRowFragment,
} from "./documents.gen.ts";
import "./documents.css";
import { driftCard } from "./drift-card.ts";
import { changeSettings, forget } from "./drift-settings.ts";
import { accept, dismiss, dismissAs, reopen } from "./drift-steps.ts";

type Filter = NonNullable<DriftInboxQueryVariables["filter"]>;

const views: Record<string, Filter> = {
  open: { state: { in: ["OPEN"] } },
  accepted: { state: { in: ["ACCEPTED"] } },
  fixed: { state: { in: ["FIXED"] } },
  dismissed: { state: { in: ["DISMISSED"] } },
};

/** What may no longer be true: the change on the left, the sentence on the right. */
export class DriftPage extends WorkspacePage {
  #list = new ListController<DriftInboxQuery, DriftInboxQueryVariables, DriftRowFragment>(this, {
    document: DriftInboxDocument,
    variables: () => (this.slug ? { slug: this.slug, filter: views[this.#view] ?? {}, first: 20 } : undefined),
    connection: (data) => data.workspace?.driftCandidates,
    idOf: (candidate) => candidate.id,
  });
  #counts = new QueryController(this, {
    document: DriftCountsDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });
  #keys = (event: KeyboardEvent): void => this.#press(event);

  constructor() {
    super();
    new EventsController(this, { types: ["drift", "document"], gather: 300, onEvents: () => this.#readAgain() });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.#keys);
  }

  override disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#keys);
    super.disconnectedCallback();
  }

  get #view(): string {
    const asked = this.search.get("show") ?? "";
    return asked in views ? asked : "open";
  }

  #readAgain = (): void => {
    void this.#list.refetch();
    void this.#counts.refetch();
  };

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || !this.can("documents:write")) return;
    if (event.key !== "a" && event.key !== "d") return;
    const id = this.querySelector<HTMLElement>("[data-candidate][data-current]")?.dataset.candidate;
    const candidate = this.#list.nodes.find((each) => each.id === id);
    if (!candidate || candidate.state === "FIXED") return;
    event.preventDefault();
    void (event.key === "a" ? accept(candidate, this.#readAgain) : dismissAs(candidate, "STILL_TRUE", this.#readAgain));
  }

  async #settings(): Promise<void> {
    const known = this.#counts.data?.workspace;
    if (known && (await changeSettings(this.workspaceId, known))) this.#readAgain();
  }

  #actions(candidate: DriftRowFragment): TemplateResult | undefined {
    if (!this.can("documents:write") || candidate.state === "FIXED") return undefined;
    if (candidate.state !== "OPEN")
      return html`<button class="btn small" type="button" @click=${() => void reopen(candidate.id, this.#readAgain)}>Reopen</button>`;
    return html`<button class="btn primary small" type="button" @click=${() => void accept(candidate, this.#readAgain)}>Accept</button>
      <button class="btn small" type="button" @click=${() => void dismiss(candidate, this.#readAgain)}>Dismiss</button>
      <span class="meta col-wide"><kbd class="kbd">j</kbd> <kbd class="kbd">k</kbd> walk, <kbd class="kbd">a</kbd> accept, <kbd class="kbd">d</kbd> still true</span>`;
  }

  #empty(): TemplateResult {
    const known = this.#counts.data?.workspace;
    if (this.#view !== "open") return emptyState({ title: "Nothing here", words: "The other tabs show the rest." });
    if (known && known.documents.totalCount === 0)
      return emptyState({
        title: "No document is tracked yet",
        words:
          "Track a repository's Markdown or a Confluence space, or upload a page: each merged change is compared with every sentence of it.",
        action: html`<a class="btn primary" href=${this.at("documents")}>Track documents</a>`,
      });
    return emptyState({
      title: "Nothing is suspected",
      words: "When a change touches what a document describes, the sentence stands here beside the changed lines.",
    });
  }

  #tabs(): TemplateResult {
    const counts = this.#counts.data?.workspace;
    const tab = (key: string, label: string, count?: number) => ({
      key,
      label,
      count,
      href: addressWith({ show: key === "open" ? null : key }),
    });
    return tabs("Show", this.#view, [
      tab("open", "Open", counts?.open.totalCount),
      tab("accepted", "Accepted", counts?.accepted.totalCount),
      tab("fixed", "Fixed"),
      tab("dismissed", "Dismissed"),
    ]);
  }

  override render(): TemplateResult {
    const allowed = this.can("documents:write");
    const reset = (): void => void runStep(() => forget(this.workspaceId)).then(this.#readAgain);
    this.describe({
      crumbs: [{ label: "Drift" }],
      reads: this.#list,
      live: true,
      commands: allowed
        ? [
            { label: "Choose where drift is told", run: () => void this.#settings() },
            { label: "Forget what verdicts taught", run: reset },
          ]
        : [],
    });
    const documents = html`<a class="btn" href=${this.at("documents")}>Documents</a>`;
    const settings = html`<button class="btn" type="button" @click=${() => void this.#settings()}>Where it is told</button>`;
    const cards = () =>
      html`<div class="drifts">${repeat(
        this.#list.nodes,
        ({ id }) => id,
        (candidate) => driftCard({ candidate, at: (path) => this.at(path), actions: this.#actions(candidate) }),
      )}</div>`;
    return html`${pageHead({ title: "Drift", sub: "Sentences that a change may have made untrue. Each says which lines, and why.", actions: html`${documents}${allowed ? settings : ""}` })}
      <h2 class="vh">Candidates</h2>
      <div class="filters">${this.#tabs()}</div>
      ${this.#list.nodes.length > 0 ? listBody(this.#list, { body: cards, empty: () => this.#empty() }) : html`<div class="panel">${listBody(this.#list, { body: cards, empty: () => this.#empty() })}</div>`}`;
  }
}

defineElement("plb-drift-page", DriftPage);
