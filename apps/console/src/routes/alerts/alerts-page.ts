import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { QueryController } from "../../data/query-controller.ts";
import { type Column, dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { icon } from "../../parts/icon.ts";
import { listBody } from "../../parts/list-body.ts";
import { mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { tabs } from "../../parts/tabs.ts";
import { toldTimes } from "../../parts/told-times.ts";
import { addressWith, changeQuery } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { acknowledge, silence } from "./alert-steps.ts";
import { alertTabs } from "./alert-tabs.ts";
import { alertState, labelTags, severityMark, severityWord, standing } from "./alert-words.ts";
import {
  AlertCountsDocument,
  AlertInboxDocument,
  type AlertInboxQuery,
  type AlertInboxQueryVariables,
  type AlertRowFragment,
} from "./alerts.gen.ts";
import "./alerts.css";
import { inboxFilter, inboxView } from "./inbox-filter.ts";

/** What asks for somebody, as it opens, changes and ends. */
export class AlertsPage extends WorkspacePage {
  static override properties = { ...WorkspacePage.properties, acking: { state: true } };
  /** The alert whose comment is being written; empty for none. */
  declare acking: string;
  #list = new ListController<AlertInboxQuery, AlertInboxQueryVariables, AlertRowFragment>(this, {
    document: AlertInboxDocument,
    variables: () => (this.slug ? { slug: this.slug, filter: inboxFilter(this.search), first: 50 } : undefined),
    connection: (data) => data.workspace?.alerts,
    idOf: (alert) => alert.id,
  });
  #counts = new QueryController(this, {
    document: AlertCountsDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  constructor() {
    super();
    this.acking = "";
    new EventsController(this, { types: ["alert.", "alert_silence."], gather: 300, onEvents: () => this.#readAgain() });
  }

  #readAgain(): void {
    void this.#list.refetch();
    void this.#counts.refetch();
  }

  async #step(step: () => Promise<unknown>): Promise<void> {
    await runStep(async () => {
      await step();
      this.acking = "";
      this.#readAgain();
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
    return tabs("Show", inboxView(this.search), [
      tab("open", "Open", counts?.open.totalCount),
      tab("taken", "Acknowledged", counts?.taken.totalCount),
      tab("quiet", "Kept quiet", counts?.quiet.totalCount),
      tab("resolved", "Resolved"),
      tab("all", "All"),
    ]);
  }

  #filters(): TemplateResult {
    const value = (name: string): string => this.search.get(name) ?? "";
    const change =
      (name: string) =>
      (event: Event): void =>
        changeQuery({ [name]: (event.target as HTMLInputElement).value.trim() });
    const severities = ["", "critical", "error", "warning", "info"];
    return html`<div class="filters" role="search">
      <div class="search">${icon("search")}<input class="input" type="search" aria-label="Text in an alert" placeholder="Title, reason or label" .value=${value("search")} @change=${change("search")}></div>
      <label class="filter">Severity <select class="select small" @change=${change("severity")}>${severities.map((each) => html`<option value=${each} ?selected=${value("severity") === each}>${each || "any"}</option>`)}</select></label>
    </div>`;
  }

  #actions(alert: AlertRowFragment): TemplateResult | typeof nothing {
    if (!this.can("alerts:write") || alert.state === "RESOLVED") return nothing;
    const take = html`<button class="btn small" type="button" aria-expanded=${this.acking === alert.id} @click=${() => {
      this.acking = this.acking === alert.id ? "" : alert.id;
    }}>Acknowledge</button>`;
    const quiet = html`<button class="btn small" type="button" @click=${() => void this.#step(() => silence(this.workspaceId, alert))}>Silence</button>`;
    return html`<span class="row end">${alert.state === "OPEN" ? take : nothing}${alert.silencedUntil ? nothing : quiet}</span>`;
  }

  #comment(alert: AlertRowFragment): TemplateResult | undefined {
    if (this.acking !== alert.id) return undefined;
    const send = (event: SubmitEvent): void => {
      event.preventDefault();
      const comment = String(new FormData(event.target as HTMLFormElement).get("comment") ?? "");
      void this.#step(() => acknowledge(alert.id, comment));
    };
    return html`<form class="take-on" @submit=${send}><input class="input" name="comment" aria-label="What is being done" placeholder="What is being done, for the others" maxlength="1000" autofocus><button class="btn primary">Acknowledge</button></form>`;
  }

  #columns(): Column<AlertRowFragment>[] {
    return [
      {
        head: "Alert",
        cell: (each) =>
          html`<span class="alert-title">${mark(severityMark(each.severity), severityWord(each.severity))}<a href=${this.at(`alerts/${each.id}`)}><b>${each.title}</b></a>${each.tenant ? html`<span class="tag">${each.tenant.name}</span>` : nothing}</span><span class="sub">${toldTimes(each.reason)}</span>${labelTags(each)}${standing(each) ? html`<span class="sub">${standing(each)}</span>` : nothing}<div class="inbox-steps">${this.#actions(each)}</div>`,
      },
      { head: "State", cell: alertState },
      { head: "Count", num: true, wide: true, cell: (each) => each.count.toLocaleString("en") },
      { head: "Last seen", num: true, wide: true, cell: (each) => timeAgo(each.lastSeenAt) },
      { head: "Opened", num: true, cell: (each) => timeAgo(each.openedAt) },
      { head: "Steps", hiddenHead: true, wide: true, className: "actions", cell: (each) => this.#actions(each) },
    ];
  }

  #empty(): TemplateResult {
    const counts = this.#counts.data?.workspace;
    if (inboxView(this.search) !== "open" || this.search.get("search") || this.search.get("severity"))
      return emptyState({ title: "Nothing fits", words: "The other tabs show the rest." });
    if (counts?.alertRules.totalCount === 0)
      return emptyState({
        title: "Nothing is watched yet",
        words: "A rule says what matters; its dry run shows what it would have found in the last 24 hours.",
        action: this.can("alert_rules:write")
          ? html`<a class="btn primary" href=${this.at("alerts/rules/new")}>Make a rule</a>`
          : undefined,
      });
    return emptyState({ title: "Nothing asks for anybody", words: "What opens stands here the moment it does." });
  }

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Alerts" }], reads: this.#list, live: true });
    const table = () =>
      dataTable<AlertRowFragment>({
        label: "Alerts",
        rows: this.#list.nodes,
        key: (each) => each.id,
        href: (each) => this.at(`alerts/${each.id}`),
        rowClass: (each) => (this.#list.fresh.has(each.id) ? "arrived" : ""),
        columns: this.#columns(),
        after: (each) => this.#comment(each),
      });
    return html`${pageHead({ title: "Alerts", sub: "What asks for somebody. Counted to the last event, sent once, and over when its evidence says so.", actions: alertTabs(this.slug, "") })}
      ${this.#filters()}
      ${panel({ id: "inbox", title: "Inbox", meta: html`<span class="live"><span>as they happen</span></span>`, aside: this.#tabs(), className: "alerts", body: listBody(this.#list, { body: table, empty: () => this.#empty() }) })}`;
  }
}

defineElement("plb-alerts-page", AlertsPage);
