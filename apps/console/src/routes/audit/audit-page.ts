import { html, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { icon } from "../../parts/icon.ts";
import { listBody } from "../../parts/list-body.ts";
import { pageHead } from "../../parts/page-head.ts";
import { timeline } from "../../parts/timeline.ts";
import { changeQuery } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { describeEvent } from "../events/describe-event.ts";
import { AuditLogDocument, type AuditLogQuery, type AuditLogQueryVariables } from "./audit.gen.ts";
import { auditFilter } from "./audit-filter.ts";
import { changeDiff } from "./change-diff.ts";
import { exportAddress } from "./export-address.ts";

type Entry = NonNullable<AuditLogQuery["workspace"]>["audit"]["nodes"][number];

/** Every write, who did it, and what it changed. */
export class AuditPage extends WorkspacePage {
  #list = new ListController<AuditLogQuery, AuditLogQueryVariables, Entry>(this, {
    document: AuditLogDocument,
    variables: () => (this.slug ? { slug: this.slug, filter: auditFilter(this.search), first: 50 } : undefined),
    connection: (data) => data.workspace?.audit,
    idOf: (entry) => entry.id,
  });

  constructor() {
    super();
    new EventsController(this, { gather: 400, onEvents: () => void this.#list.refetch() });
  }

  #filters(): TemplateResult {
    const value = (name: string): string => this.search.get(name) ?? "";
    const change =
      (name: string) =>
      (event: Event): void =>
        changeQuery({ [name]: (event.target as HTMLInputElement).value.trim() });
    return html`<div class="filters" role="search">
      <div class="search">${icon("search")}<input class="input" type="search" aria-label="Type of event" placeholder="Type, for example member.role_changed" .value=${value("type")} @change=${change("type")}></div>
      <label class="filter">Actor <select class="select small" @change=${change("actor")}>${[
        ["", "anyone"],
        ["user", "people"],
        ["api_key", "API keys"],
        ["system", "Plumbline"],
      ].map(
        ([key, label]) => html`<option value=${key ?? ""} ?selected=${value("actor") === key}>${label}</option>`,
      )}</select></label>
      <label class="filter">From <input class="input small" type="date" .value=${value("from")} @change=${change("from")}></label>
      <label class="filter">To <input class="input small" type="date" .value=${value("to")} @change=${change("to")}></label>
    </div>`;
  }

  #entries(): TemplateResult {
    return timeline(
      "Audit log",
      this.#list.nodes.map((entry) => {
        const line = describeEvent(entry);
        return {
          ...line,
          detail: html`${entry.actor.name}${entry.actor.type === "user" ? "" : html` <span class="tag">${entry.actor.type}</span>`}, <code>${entry.type}</code>`,
          more: changeDiff(entry.changes ?? []),
          fresh: this.#list.fresh.has(entry.id),
        };
      }),
    );
  }

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Audit log" }], reads: this.#list, live: true });
    const filtered = [...this.search.keys()].length > 0;
    const exported = (format: string): string => exportAddress(this.slug, format, this.search);
    const actions = this.can("audit:export")
      ? html`<a class="btn" href=${exported("csv")} download>${icon("download")}CSV</a><a class="btn" href=${exported("ndjson")} download>${icon("download")}JSON lines</a>`
      : undefined;
    return html`${pageHead({ title: "Audit log", sub: "Every write: who, when, and what it was before and after. Nothing is ever changed or taken out.", actions })}
      ${this.#filters()}
      <section class="panel" aria-label="Entries">${listBody(this.#list, { body: () => this.#entries(), empty: () => emptyState(filtered ? { title: "Nothing fits this filter", words: "Widen the dates, or look for another type.", action: html`<a class="btn" href=${this.at("audit")}>Show everything</a>` } : { title: "Nothing has been changed yet", words: "Each write stands here." }) })}</section>`;
  }
}

defineElement("plb-audit-page", AuditPage);
