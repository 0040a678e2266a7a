import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { QueryController } from "../../data/query-controller.ts";
import { type Column, dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { icon } from "../../parts/icon.ts";
import { listBody } from "../../parts/list-body.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { tabs } from "../../parts/tabs.ts";
import { addressWith, changeQuery, navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { doOnArrival } from "../../shell/do-on-arrival.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { incidentNumber, incidentState, severityBadge, unresolved } from "./incident-words.ts";
import {
  IncidentCountsDocument,
  type IncidentFilter,
  type IncidentRowFragment,
  IncidentsDocument,
  type IncidentsQuery,
  type IncidentsQueryVariables,
} from "./incidents.gen.ts";
import { openIncident } from "./open-incident.ts";
import "./incidents.css";

const views: Record<string, IncidentFilter> = {
  unresolved: { state: { in: unresolved } },
  resolved: { state: { in: ["RESOLVED"] } },
  all: {},
};

/** Every incident; those that are not over first. */
export class IncidentsPage extends WorkspacePage {
  #list = new ListController<IncidentsQuery, IncidentsQueryVariables, IncidentRowFragment>(this, {
    document: IncidentsDocument,
    variables: () => (this.slug ? { slug: this.slug, filter: this.#filter(), first: 50 } : undefined),
    connection: (data) => data.workspace?.incidents,
    idOf: (incident) => incident.id,
  });
  #counts = new QueryController(this, {
    document: IncidentCountsDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  constructor() {
    super();
    new EventsController(this, {
      types: ["incident.", "error_group."],
      gather: 1000,
      onEvents: () => this.#readAgain(),
    });
  }

  #readAgain(): void {
    void this.#list.refetch();
    void this.#counts.refetch();
  }

  get #view(): string {
    const asked = this.search.get("show") ?? "";
    return asked in views ? asked : "unresolved";
  }

  #filter(): IncidentFilter {
    const text = this.search.get("search");
    return { ...views[this.#view], ...(text ? { search: text } : {}) };
  }

  async #open(): Promise<void> {
    const name = await openIncident(this.workspaceId);
    if (name) navigate(this.at(`incidents/${name}`));
  }

  #look(event: Event): void {
    const text = (event.target as HTMLInputElement).value.trim();
    // A number is not looked for in titles: it has an address.
    if (/^inc-\d+$/i.test(text)) navigate(this.at(`incidents/INC-${incidentNumber(text)}`));
    else changeQuery({ search: text });
  }

  #tabs(): TemplateResult {
    const counts = this.#counts.data?.workspace;
    const tab = (key: string, label: string, count?: number) => ({
      key,
      label,
      count,
      href: addressWith({ show: key === "unresolved" ? null : key }),
    });
    return tabs("Show", this.#view, [
      tab("unresolved", "Unresolved", counts?.unresolved.totalCount),
      tab("resolved", "Resolved", counts?.resolved.totalCount),
      tab("all", "All"),
    ]);
  }

  #columns(): Column<IncidentRowFragment>[] {
    return [
      {
        head: "Incident",
        cell: (each) =>
          html`<span class="incident-line">${severityBadge(each)}<span><a href=${this.at(`incidents/${each.name}`)}><b class="break">${each.title}</b></a><span class="sub"><span class="mono">${each.name}</span>, opened by ${each.openedBy}</span><span class="phone-state">${incidentState(each)}</span>${each.mitigation?.state === "BROKEN" ? html`<span class="sub is-broken">${each.mitigation.reason}</span>` : nothing}</span></span>`,
      },
      { head: "State", wide: true, cell: incidentState },
      {
        head: "Error groups",
        num: true,
        wide: true,
        cell: ({ errorGroupLinks: { totalCount } }) =>
          totalCount > 0 ? totalCount.toLocaleString("en") : html`<span class="quiet">none</span>`,
      },
      {
        head: "Opened",
        num: true,
        cell: (each) => timeAgo(each.openedAt),
      },
    ];
  }

  #empty(): TemplateResult {
    const { unresolved: open, resolved } = this.#counts.data?.workspace ?? {};
    const filtered = Boolean(this.search.get("search")) || this.#view === "resolved";
    if (filtered) return emptyState({ title: "Nothing fits", words: "The other tabs show the rest." });
    const action = this.can("incidents:write")
      ? html`<button class="btn primary" type="button" @click=${() => void this.#open()}>Open an incident</button>`
      : undefined;
    const never = (open?.totalCount ?? 0) + (resolved?.totalCount ?? 0) === 0;
    return emptyState({
      title: never ? "No incident yet" : "Nothing goes wrong, as far as anybody said",
      words:
        "When something goes wrong for users, an incident gives it a number to say, one timeline, and the errors that show when it is over.",
      action,
    });
  }

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Incidents" }], reads: this.#list, live: true });
    if (this.can("incidents:write")) doOnArrival(this.search, "open", () => void this.#open());
    const table = () =>
      dataTable<IncidentRowFragment>({
        label: "Incidents",
        rows: this.#list.nodes,
        key: (each) => each.id,
        href: (each) => this.at(`incidents/${each.name}`),
        rowClass: (each) => (this.#list.fresh.has(each.id) ? "arrived" : ""),
        columns: this.#columns(),
      });
    const open =
      this.can("incidents:write") && !(this.#list.nodes.length === 0 && this.#view !== "resolved" && !this.#list.empty)
        ? html`<button class="btn primary" type="button" @click=${() => void this.#open()}>Open an incident</button>`
        : undefined;
    return html`${pageHead({ title: "Incidents", sub: "What goes wrong for users, from the moment that somebody says so until its errors have ended.", actions: open })}
      <div class="filters" role="search"><div class="search">${icon("search")}<input class="input" type="search" aria-label="Title or number of an incident" placeholder="Title, or INC-3" .value=${this.search.get("search") ?? ""} @change=${(event: Event) => this.#look(event)}></div></div>
      ${panel({ id: "incidents", title: "Incidents", aside: this.#tabs(), body: listBody(this.#list, { body: table, empty: () => this.#empty() }) })}`;
  }
}

defineElement("plb-incidents-page", IncidentsPage);
