import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { claimList } from "../../parts/claim-list.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { listBody } from "../../parts/list-body.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { providerLogo } from "../integrations/provider-logo.ts";
import { registrationMarks } from "../integrations/registrations-panel.ts";
import {
  IntegrationDoorsDocument,
  type IntegrationDoorsQuery,
  type IntegrationDoorsQueryVariables,
} from "./connections.gen.ts";
import "./live-connections-panel.ts";

type Door = NonNullable<IntegrationDoorsQuery["workspace"]>["integrations"]["nodes"][number];

/** Everything that comes in and goes out by itself, in figures: who listens, what the doors took, where providers send to. */
export class ConnectionsPage extends WorkspacePage {
  #doors = new ListController<IntegrationDoorsQuery, IntegrationDoorsQueryVariables, Door>(this, {
    document: IntegrationDoorsDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50, deliveries: this.can("deliveries:read") } : undefined),
    connection: (data) => data.workspace?.integrations,
    idOf: (door) => door.id,
  });

  constructor() {
    super();
    new EventsController(this, {
      types: ["integration.", "delivery."],
      gather: 2000,
      onEvents: () => void this.#doors.refetch(),
    });
  }

  #name(door: Door, sub?: unknown): TemplateResult {
    return html`<span class="with-logo">${providerLogo(door.provider, door.name, true)}<span><a href=${this.at(`integrations/${door.id}`)}><b>${door.name}</b></a>${sub ? html`<span class="sub">${sub}</span>` : nothing}</span></span>`;
  }

  #statistics(): TemplateResult {
    const answered = ({ statistics }: Door): string =>
      statistics?.answeredMsP50 == null ? "none" : `${statistics.answeredMsP50} / ${statistics.answeredMsP99} ms`;
    return dataTable<Door>({
      label: "Delivery statistics",
      rows: this.#doors.nodes,
      key: (each) => each.id,
      columns: [
        {
          head: "Integration",
          cell: (each) =>
            this.#name(
              each,
              each.mode === "POLLING"
                ? html`polled ${timeAgo(each.lastPolledAt)}`
                : each.lastDeliveryAt
                  ? html`last delivery ${timeAgo(each.lastDeliveryAt)}`
                  : "nothing delivered yet",
            ),
        },
        { head: "Accepted", num: true, cell: (each) => each.statistics?.accepted },
        { head: "Duplicate", num: true, wide: true, cell: (each) => each.statistics?.duplicate },
        {
          head: "Refused",
          num: true,
          cell: ({ statistics }) =>
            statistics?.refused ? html`<span class="is-broken">${statistics.refused}</span>` : 0,
        },
        { head: "Signals", num: true, wide: true, cell: (each) => each.statistics?.signals },
        { head: "Answered, p50 / p99", num: true, wide: true, cell: answered },
      ],
    });
  }

  #registrations(): TemplateResult {
    const registered = this.#doors.nodes.flatMap((door) =>
      door.registrations.map((each) => ({
        id: `${door.id} ${each.target}`,
        state: registrationMarks[each.state.toLowerCase()] ?? ("unknown" as const),
        title: `${door.name}: ${each.target || "the whole account"}`,
        href: this.at(`integrations/${door.id}`),
        at: each.readAt,
        evidence: each.evidence,
      })),
    );
    if (registered.length > 0) return claimList(registered);
    return emptyState({
      title: "Nothing is registered by us at a provider",
      words: "Senders were told their address by hand, or providers are polled.",
    });
  }

  #empty(): TemplateResult {
    return emptyState({
      title: "Nothing sends here yet",
      words: "Open a door with the first proof, or connect a provider.",
      action: html`<a class="btn primary" href=${this.at("first-proof")}>Send the first proof</a>`,
    });
  }

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Connections" }], reads: this.#doors, live: true });
    const body = (view: () => TemplateResult) => listBody(this.#doors, { body: view, empty: () => this.#empty() });
    return html`${pageHead({ title: "Connections", sub: "Who listens now, what the doors took in the last 24 hours, and where providers were told to send." })}
      <div class="stack"><plb-live-connections-panel .slug=${this.slug}></plb-live-connections-panel>
      ${this.can("deliveries:read") ? panel({ id: "delivery-statistics", title: "Delivery statistics", meta: "last 24 hours, by integration", aside: html`<a class="link small" href=${this.at("deliveries")}>All deliveries</a>`, body: body(() => this.#statistics()) }) : nothing}
      ${panel({ id: "registrations", title: "Registrations", meta: "as read back from the provider", body: body(() => this.#registrations()) })}</div>`;
  }
}

defineElement("plb-connections-page", ConnectionsPage);
