import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import {
  DocumentPageDocument,
  type DocumentPageQuery,
  RemoveDocumentDocument,
  UpdateDocumentDocument,
} from "./documents.gen.ts";
import { documentState } from "./documents-page.ts";
import { driftState } from "./drift-words.ts";

type Document = Extract<NonNullable<DocumentPageQuery["node"]>, { __typename: "Document" }>;
type Candidate = Document["candidates"]["nodes"][number];

/** One document: its text as it was last read, with what is suspected of it. */
export class DocumentPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: DocumentPageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });
  #again = (): void => void this.#read.refetch();

  constructor() {
    super();
    new EventsController(this, { types: ["drift", "document"], gather: 300, onEvents: this.#again });
  }

  #actions(document: Document): TemplateResult | undefined {
    if (!this.can("documents:write")) return undefined;
    const kind = document.kind === "RUNBOOK" ? ("DOCUMENT" as const) : ("RUNBOOK" as const);
    const mark = (): void =>
      void runStep(async () => {
        await mutate(UpdateDocumentDocument, { input: { documentId: document.id, kind } });
        this.#again();
      });
    const remove = (): void =>
      void runStep(async () => {
        await mutate(RemoveDocumentDocument, { input: { documentId: document.id } });
        toast("Removed.");
        navigate(this.at("documents"));
      });
    return html`<button class="btn" type="button" @click=${mark}>${kind === "RUNBOOK" ? "Mark as runbook" : "Mark as document"}</button>${document.source || document.removedAt ? nothing : html`<button class="btn danger" type="button" @click=${remove}>Remove the page</button>`}`;
  }

  /** The text with every sentence that is suspected now marked. */
  #text({ content, candidates }: Document): TemplateResult {
    let rest = content ?? "";
    const parts: TemplateResult[] = [];
    const open = candidates.nodes
      .filter(({ state }) => state === "OPEN" || state === "ACCEPTED")
      .sort((a, b) => a.line - b.line);
    for (const { id, sentence } of open) {
      const at = rest.indexOf(sentence);
      if (at < 0) continue;
      parts.push(html`${rest.slice(0, at)}<a href=${this.at(`drift/${id}`)}><mark>${sentence}</mark></a>`);
      rest = rest.slice(at + sentence.length);
    }
    return html`<p class="document-text drift-text">${parts}${rest}</p>`;
  }

  #candidates({ candidates }: Document): TemplateResult {
    const table = dataTable<Candidate>({
      label: "Candidates",
      rows: candidates.nodes,
      key: (each) => each.id,
      href: (each) => this.at(`drift/${each.id}`),
      columns: [
        {
          head: "Sentence",
          cell: (each) =>
            html`<a href=${this.at(`drift/${each.id}`)}>${each.sentence}</a><span class="sub">${each.change?.title}</span>`,
        },
        { head: "State", cell: (each) => driftState(each.state) },
        { head: "Found", num: true, wide: true, cell: (each) => timeAgo(each.createdAt) },
      ],
    });
    const none = emptyState({
      title: "Nothing was suspected of it",
      words: "Changes that touch what it describes stand here.",
    });
    return panel({ id: "candidates", title: "Drift", body: candidates.nodes.length > 0 ? table : none });
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const document = data?.node?.__typename === "Document" ? data.node : undefined;
    this.describe({
      crumbs: [{ label: "Documents", href: this.at("documents") }, { label: document?.title ?? "Document" }],
      reads: this.#read,
      live: true,
    });
    if (!document)
      return html`<h1 class="vh">Document</h1><div class="panel">${error ? loadError(error, this.#again) : data ? emptyState({ title: "There is no such document", words: "It is no longer tracked. Look at the list." }) : skeleton(4)}</div>`;
    const where = document.url
      ? html`<a href=${document.url} rel="noreferrer" target="_blank">${document.path}</a>`
      : document.path;
    const sub = html`${document.source?.target ?? "Uploaded"}: ${where}. Version ${document.version}, read ${timeAgo(document.readAt)}.`;
    return html`${pageHead({ title: document.title, sub, actions: this.#actions(document) })}
      <div class="stack">${document.failingSince ? panel({ id: "failing", title: "It cannot be read", pad: true, body: html`<p>${documentState(document)} ${document.failureReason}</p>` }) : nothing}
        ${this.#candidates(document)}
        ${panel({ id: "text", title: "Text", meta: `${document.versions.nodes.length} versions seen`, body: this.#text(document) })}
      </div>`;
  }
}

defineElement("plb-document-page", DocumentPage);
