import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { QueryController } from "../../data/query-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { icon } from "../../parts/icon.ts";
import { listBody } from "../../parts/list-body.ts";
import { stateWord } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { tabs } from "../../parts/tabs.ts";
import { toast } from "../../parts/toast.ts";
import { addressWith, changeQuery } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import {
  DocumentListDocument,
  type DocumentListQuery,
  type DocumentListQueryVariables,
  type DocumentRowFragment,
  DocumentSourcesDocument,
  type DocumentSourcesQuery,
  ReadDocumentsNowDocument,
  UntrackDocumentsDocument,
} from "./documents.gen.ts";
import "./documents.css";
import { trackable, trackDocuments } from "./track-documents.ts";

type Source = NonNullable<DocumentSourcesQuery["workspace"]>["documentSources"]["nodes"][number];
type Filter = NonNullable<DocumentListQueryVariables["filter"]>;

const views: Record<string, Filter> = {
  all: {},
  suspected: { suspected: true },
  runbooks: { kind: { in: ["RUNBOOK"] } },
  failing: { failing: true },
};

/** The state of a document, from what was really read. */
export function documentState({ failingSince, readAt }: DocumentRowFragment): TemplateResult {
  if (failingSince) return stateWord("broken", "Cannot be read");
  return readAt ? stateWord("proven", "Read") : stateWord("claimed", "Not read yet");
}

/** Every tracked document, and where they come from. */
export class DocumentsPage extends WorkspacePage {
  #list = new ListController<DocumentListQuery, DocumentListQueryVariables, DocumentRowFragment>(this, {
    document: DocumentListDocument,
    variables: () => (this.slug ? { slug: this.slug, filter: this.#filter(), first: 50 } : undefined),
    connection: (data) => data.workspace?.documents,
    idOf: (document) => document.id,
  });
  #sources = new QueryController(this, {
    document: DocumentSourcesDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  constructor() {
    super();
    new EventsController(this, { types: ["document"], gather: 400, onEvents: this.#again });
  }

  #again = (): void => {
    void this.#list.refetch();
    void this.#sources.refetch();
  };

  get #view(): string {
    const asked = this.search.get("show") ?? "";
    return asked in views ? asked : "all";
  }

  #filter(): Filter {
    const text = this.search.get("search");
    return { ...views[this.#view], ...(text ? { search: text } : {}) };
  }

  async #step(step: () => Promise<unknown>, words: string): Promise<void> {
    await runStep(async () => {
      await step();
      toast(words);
      this.#again();
    });
  }

  #track = async (): Promise<void> => {
    const options = trackable(this.#sources.data?.workspace?.integrations.nodes ?? []);
    if (await trackDocuments(options)) this.#again();
  };

  #sourceRow(source: Source): TemplateResult {
    const { id, failingSince, readAt, failureNextStep } = source;
    const state = failingSince
      ? stateWord("broken", "Cannot be read whole")
      : readAt
        ? stateWord("proven", "Read")
        : stateWord("claimed", "Not read yet");
    const buttons = this.can("documents:write")
      ? html`<button class="btn small" type="button" @click=${() => void this.#step(() => mutate(ReadDocumentsNowDocument, { input: { sourceId: id } }), "It is being read.")}>Read now</button>
        <button class="btn small" type="button" @click=${() => void this.#step(() => mutate(UntrackDocumentsDocument, { input: { sourceId: id } }), "No longer tracked.")}>Stop tracking</button>`
      : nothing;
    return html`<tr data-item><td><b>${source.target}</b><span class="sub"><code>${source.pattern}</code> by ${source.integration?.name}</span>${failingSince ? html`<span class="sub">${source.failureReason} ${failureNextStep}</span>` : nothing}</td>
      <td>${state}</td><td class="num col-wide">${source.documentCount}</td><td class="num col-wide">${timeAgo(readAt)}</td><td class="actions"><div class="row">${buttons}</div></td></tr>`;
  }

  #sourcesPanel(): TemplateResult | typeof nothing {
    const sources = this.#sources.data?.workspace?.documentSources.nodes ?? [];
    if (sources.length === 0) return nothing;
    return panel({
      id: "sources",
      title: "Where they come from",
      body: html`<table aria-label="Sources"><thead><tr><th scope="col">Place</th><th scope="col">State</th><th scope="col" class="num col-wide">Documents</th><th scope="col" class="num col-wide">Read</th><th scope="col"><span class="vh">Steps</span></th></tr></thead><tbody>${sources.map((source) => this.#sourceRow(source))}</tbody></table>`,
    });
  }

  #table(): TemplateResult {
    return dataTable<DocumentRowFragment>({
      label: "Documents",
      rows: this.#list.nodes,
      key: (each) => each.id,
      href: (each) => this.at(`documents/${each.id}`),
      rowClass: (each) => (each.failingSince ? "refused" : ""),
      after: (each) => (each.failingSince ? html`<div><p><strong>${each.failureReason}</strong></p></div>` : undefined),
      columns: [
        {
          head: "Document",
          cell: (each) =>
            html`<a href=${this.at(`documents/${each.id}`)}><b>${each.title}</b></a>${each.kind === "RUNBOOK" ? html` <span class="tag">Runbook</span>` : nothing}<span class="sub">${each.source ? each.path : "Uploaded page"}</span>`,
        },
        { head: "From", wide: true, cell: (each) => each.source?.target ?? "Uploaded" },
        { head: "State", cell: documentState },
        { head: "Version", num: true, wide: true, cell: (each) => each.version },
        { head: "Changed", num: true, wide: true, cell: (each) => timeAgo(each.changedAt) },
      ],
    });
  }

  #empty(): TemplateResult {
    if (this.#view !== "all" || this.search.get("search"))
      return emptyState({ title: "Nothing fits", words: "The other tabs show the rest." });
    return emptyState({
      title: "No document is tracked yet",
      words:
        "Connect GitHub or Confluence and choose what it watches, then track its documents here. A page that lies nowhere else can be uploaded.",
      action: this.can("documents:write")
        ? html`<a class="btn primary" href=${this.at("documents/upload")}>Upload a page</a>`
        : undefined,
    });
  }

  override render(): TemplateResult {
    const allowed = this.can("documents:write");
    const options = trackable(this.#sources.data?.workspace?.integrations.nodes ?? []);
    this.describe({ crumbs: [{ label: "Documents" }], reads: this.#list, live: true });
    const tab = (key: string, label: string) => ({
      key,
      label,
      href: addressWith({ show: key === "all" ? null : key }),
    });
    const actions = html`<a class="btn" href=${this.at("documents/questions")}>Asked again</a><a class="btn" href=${this.at("drift")}>Drift</a>${allowed ? html`<a class="btn" href=${this.at("documents/upload")}>Upload a page</a>` : nothing}${allowed && options.length > 0 ? html`<button class="btn primary" type="button" @click=${this.#track}>Track documents</button>` : nothing}`;
    return html`${pageHead({ title: "Documents", sub: "What is written down, as it was last read. Every change is compared with it.", actions })}
      <div class="stack">${this.#sourcesPanel()}
      ${panel({
        id: "documents",
        title: "Documents",
        aside: tabs("Show", this.#view, [
          tab("all", "All"),
          tab("suspected", "Suspected"),
          tab("runbooks", "Runbooks"),
          tab("failing", "Cannot be read"),
        ]),
        body: html`<div class="filters documents-search"><div class="search">${icon("search")}<input class="input" type="search" aria-label="Title or path" placeholder="Title or path" .value=${this.search.get("search") ?? ""} @change=${(event: Event) => changeQuery({ search: (event.target as HTMLInputElement).value.trim() })}></div></div>${listBody(this.#list, { body: () => this.#table(), empty: () => this.#empty() })}`,
      })}</div>`;
  }
}

defineElement("plb-documents-page", DocumentsPage);
