import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { sparkline } from "../../parts/sparkline.ts";
import { EventsController } from "../../session/events-controller.ts";
import { errorState } from "./error-words.ts";
import { type ErrorGroupFilter, ErrorGroupsDocument, LogPlaceDocument } from "./errors.gen.ts";
import { queryTerm } from "./query-term.ts";
import "./logs.css";

/** Open errors of one service or one tenant, with the way to its entries. Left out while it has none. */
export class LogPanel extends LightElement {
  static override properties = { slug: {}, itemId: {}, place: {} };
  declare slug: string;
  /** Id of the service or tenant. */
  declare itemId: string;
  declare place: "service" | "tenant";
  #item = new QueryController(this, {
    document: LogPlaceDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });
  #groups = new QueryController(this, { document: ErrorGroupsDocument, variables: () => this.#variables() });

  constructor() {
    super();
    this.slug = "";
    this.itemId = "";
    this.place = "service";
    new EventsController(this, { types: ["error_group."], gather: 1000, onEvents: () => void this.#groups.refetch() });
  }

  get #key(): string | undefined {
    const node = this.#item.data?.node;
    return node && "key" in node ? node.key : undefined;
  }

  #variables() {
    const key = this.#key;
    if (!this.slug || !key) return undefined;
    const own: ErrorGroupFilter = this.place === "service" ? { service: { in: [key] } } : { tenant: { eq: key } };
    return { slug: this.slug, filter: { state: { in: ["OPEN" as const] }, ...own }, first: 5, after: null };
  }

  override render(): TemplateResult | typeof nothing {
    const key = this.#key;
    const groups = this.#groups.data?.workspace?.errorGroups.nodes ?? [];
    if (!key || groups.length === 0) return nothing;
    const at = (path: string): string => `/w/${this.slug}/logs${path}`;
    const rows = groups.map(
      (group) =>
        html`<li data-item><span></span><span class="what"><a href=${at(`/errors/${group.id}`)}>${group.title}</a></span><span class="when">${timeAgo(group.lastSeenAt)}</span><p class="proof error-line">${errorState(group)}<span>${group.count.toLocaleString("en")} times</span>${sparkline({ label: "Last 24 hours", counts: group.counts.map(({ count }) => count), colour: "var(--broken)", width: 96, height: 16 })}</p></li>`,
    );
    const entries = at(`?${new URLSearchParams({ q: queryTerm(this.place, key) })}`);
    return panel({
      id: "log-errors",
      title: "Errors in its logs",
      aside: html`<a class="link small" href=${entries}>Entries</a>`,
      body: html`<ul class="claims error-lines">${rows}</ul>`,
    });
  }
}

defineElement("plb-log-panel", LogPanel);
