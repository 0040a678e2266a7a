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
import { sparkline } from "../../parts/sparkline.ts";
import { tabs } from "../../parts/tabs.ts";
import { addressWith, changeQuery } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { UnresolvedIncidentsDocument } from "../incidents/incidents.gen.ts";
import { errorStanding, errorState, errorTenants, errorTitle } from "./error-words.ts";
import {
  type ErrorGroupFilter,
  type ErrorGroupRowFragment,
  ErrorGroupsDocument,
  type ErrorGroupsQuery,
  type ErrorGroupsQueryVariables,
  ErrorPlacesDocument,
} from "./errors.gen.ts";
import { logTabs } from "./log-tabs.ts";
import "./logs.css";

const views: Record<string, ErrorGroupFilter> = {
  open: { state: { in: ["OPEN"] } },
  muted: { state: { in: ["MUTED"] } },
  resolved: { state: { in: ["RESOLVED"] } },
  all: {},
};

/** Errors that are the same, once. */
export class ErrorGroupsPage extends WorkspacePage {
  #list = new ListController<ErrorGroupsQuery, ErrorGroupsQueryVariables, ErrorGroupRowFragment>(this, {
    document: ErrorGroupsDocument,
    variables: () => {
      // What the address asks for is known once its environment is.
      if (!this.slug || (this.search.get("environment") && !this.#places.data)) return undefined;
      return { slug: this.slug, filter: this.#filter(), first: 50 };
    },
    connection: (data) => data.workspace?.errorGroups,
    idOf: (group) => group.id,
  });

  // One read for all rows: incidents that are not over are few.
  #incidents = new QueryController(this, {
    document: UnresolvedIncidentsDocument,
    variables: () => (this.slug && this.can("incidents:read") ? { slug: this.slug } : undefined),
  });

  #places = new QueryController(this, {
    document: ErrorPlacesDocument,
    variables: () => (this.slug && this.can("environments:read") ? { slug: this.slug } : undefined),
  });

  constructor() {
    super();
    new EventsController(this, { types: ["error_group."], gather: 500, onEvents: () => void this.#list.refetch() });
    new EventsController(this, { types: ["incident."], gather: 500, onEvents: () => void this.#incidents.refetch() });
  }

  #incidentsOf({ id }: ErrorGroupRowFragment): TemplateResult | typeof nothing {
    const own = (this.#incidents.data?.workspace?.incidents.nodes ?? []).filter(({ links }) =>
      links.nodes.some(({ errorGroup }) => errorGroup?.id === id),
    );
    if (own.length === 0) return nothing;
    return html`<span class="tags">${own.map(({ name, title }) => html`<a class="tag incident-tag" href=${this.at(`incidents/${name}`)} title=${title}>${name}</a>`)}</span>`;
  }

  get #environments(): { id: string; key: string; name: string }[] {
    return this.#places.data?.workspace?.environments.nodes ?? [];
  }

  #whereMet(): TemplateResult | typeof nothing {
    if (this.#environments.length < 2) return nothing;
    const chosen = this.search.get("environment") ?? "";
    const choose = (event: Event): void => changeQuery({ environment: (event.target as HTMLSelectElement).value });
    return html`<select class="select" aria-label="Environment" @change=${choose}><option value="">Every environment</option>${this.#environments.map(({ key, name }) => html`<option value=${key} ?selected=${key === chosen}>${name}</option>`)}</select>`;
  }

  get #view(): string {
    const asked = this.search.get("show") ?? "";
    return asked in views ? asked : "open";
  }

  #filter(): ErrorGroupFilter {
    const [text, service] = [this.search.get("search"), this.search.get("service")];
    const environment = this.#environments.find(({ key }) => key === this.search.get("environment"));
    return {
      ...views[this.#view],
      ...(text ? { search: text } : {}),
      ...(service ? { service: { in: [service] } } : {}),
      ...(environment ? { environmentId: { eq: environment.id } } : {}),
    };
  }

  #tabs(): TemplateResult {
    const tab = (key: string, label: string) => ({
      key,
      label,
      href: addressWith({ show: key === "open" ? null : key }),
    });
    return tabs("Show", this.#view, [
      tab("open", "Open"),
      tab("muted", "Muted"),
      tab("resolved", "Resolved"),
      tab("all", "All"),
    ]);
  }

  #columns(): Column<ErrorGroupRowFragment>[] {
    return [
      {
        head: "Error",
        cell: (group) => {
          const standing = errorStanding(group);
          return html`<a href=${this.at(`logs/errors/${group.id}`)}>${errorTitle(group)}</a><span class="sub">${group.service || "no service"}${standing ? `, ${standing}` : ""}${group.assignee ? `, ${group.assignee.name} takes care` : ""}</span>${this.#incidentsOf(group)}${errorTenants(group)}`;
        },
      },
      { head: "State", cell: errorState },
      {
        head: "Last 24 hours",
        wide: true,
        cell: (group) => {
          const total = group.counts.reduce((sum, { count }) => sum + count, 0);
          return sparkline({
            label: `${total.toLocaleString("en")} in the last 24 hours`,
            counts: group.counts.map(({ count }) => count),
            colour: "var(--broken)",
          });
        },
      },
      { head: "Count", num: true, cell: (group) => group.count.toLocaleString("en") },
      { head: "First", num: true, wide: true, cell: (group) => timeAgo(group.firstSeenAt) },
      { head: "Last", num: true, wide: true, cell: (group) => timeAgo(group.lastSeenAt) },
    ];
  }

  #empty(): TemplateResult {
    if (this.#view !== "open" || ["search", "service", "environment"].some((name) => this.search.get(name)))
      return emptyState({ title: "Nothing fits", words: "The other tabs show the rest." });
    return emptyState({
      title: "No open errors",
      words:
        "Entries of the levels error and fatal are put together here by what is the same in them: type, own calls, and the message without what varies.",
      action: html`<a class="btn" href=${this.at("logs/connect")}>Connect your app</a>`,
    });
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Logs", href: this.at("logs") }, { label: "Errors" }],
      reads: this.#list,
      live: true,
    });
    const table = () =>
      dataTable<ErrorGroupRowFragment>({
        label: "Error groups",
        rows: this.#list.nodes,
        key: (group) => group.id,
        href: (group) => this.at(`logs/errors/${group.id}`),
        rowClass: (group) => (this.#list.fresh.has(group.id) ? "arrived" : ""),
        columns: this.#columns(),
      });
    const service = this.search.get("service");
    const only = service
      ? html`<a class="btn small" data-replace href=${addressWith({ service: null })}>Only ${service} ${icon("close")}</a>`
      : nothing;
    return html`${pageHead({ title: "Errors", sub: "What is the same stands here once, says why it is one group, and can be merged, split and undone.", actions: logTabs(this.slug, "errors") })}
      <div class="filters" role="search"><div class="search">${icon("search")}<input class="input" type="search" aria-label="Text in an error" placeholder="Type or message" .value=${this.search.get("search") ?? ""} @change=${(event: Event) => changeQuery({ search: (event.target as HTMLInputElement).value.trim() })}></div>${this.#whereMet()}${only}</div>
      ${panel({ id: "groups", title: "Groups", aside: this.#tabs(), body: listBody(this.#list, { body: table, empty: () => this.#empty() }) })}`;
  }
}

defineElement("plb-error-groups-page", ErrorGroupsPage);
