import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { toldTimes } from "../../parts/told-times.ts";
import { EventsController } from "../../session/events-controller.ts";
import { severityMark, severityWord, standing } from "./alert-words.ts";
import {
  AlertInboxDocument,
  type AlertInboxQuery,
  type AlertInboxQueryVariables,
  type AlertRowFragment,
  ServiceKeyDocument,
} from "./alerts.gen.ts";

/** What is open now: of the workspace, of one tenant, or of one service. Left out while there is nothing. */
export class AlertsPanel extends LightElement {
  static override properties = { slug: {}, tenantId: {}, serviceId: {} };
  declare slug: string;
  /** Only this tenant's; empty for all. */
  declare tenantId: string;
  /** Only those whose label `service` is this service's key; empty for all. */
  declare serviceId: string;
  #service = new QueryController(this, {
    document: ServiceKeyDocument,
    variables: () => (this.serviceId ? { id: this.serviceId } : undefined),
  });
  #list: ListController<AlertInboxQuery, AlertInboxQueryVariables, AlertRowFragment>;

  constructor() {
    super();
    this.slug = "";
    this.tenantId = "";
    this.serviceId = "";
    this.#list = new ListController(this, {
      document: AlertInboxDocument,
      variables: () => this.#variables(),
      connection: (data) => data.workspace?.alerts,
      idOf: (alert) => alert.id,
    });
    new EventsController(this, { types: ["alert."], gather: 400, onEvents: () => void this.#list.refetch() });
  }

  #variables(): AlertInboxQueryVariables | undefined {
    if (!this.slug) return undefined;
    const open = { state: { in: ["OPEN", "ACKNOWLEDGED"] as ("OPEN" | "ACKNOWLEDGED")[] } };
    if (this.tenantId) return { slug: this.slug, filter: { ...open, tenantId: { eq: this.tenantId } }, first: 10 };
    if (!this.serviceId) return { slug: this.slug, filter: { ...open, quiet: false }, first: 10 };
    const node = this.#service.data?.node;
    if (node?.__typename !== "Service") return undefined;
    return { slug: this.slug, filter: { ...open, labels: [{ label: "service", value: node.key }] }, first: 10 };
  }

  override render(): TemplateResult | typeof nothing {
    const { nodes, total } = this.#list;
    if (nodes.length === 0) return nothing;
    const at = (path: string): string => `/w/${this.slug}/alerts${path}`;
    const items = nodes.map(
      (
        each,
      ) => html`<li data-item>${mark(severityMark(each.severity), severityWord(each.severity))}<span class="what"><a href=${at(`/${each.id}`)}>${each.title}</a></span><span class="when">${timeAgo(each.openedAt, "bare")}</span>
        <p class="proof">${toldTimes(each.reason)} ${standing(each) ?? ""}</p></li>`,
    );
    return panel({
      id: "open-alerts",
      title: "Open alerts",
      meta: String(total ?? nodes.length),
      aside: html`<a class="link small" href=${at("")}>Inbox</a>`,
      body: html`<ul class="claims">${items}</ul>`,
    });
  }
}

defineElement("plb-alerts-panel", AlertsPanel);
