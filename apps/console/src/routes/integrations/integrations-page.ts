import { html, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { listBody } from "../../parts/list-body.ts";
import { pageHead } from "../../parts/page-head.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { integrationState } from "./integration-badge.ts";
import {
  IntegrationListDocument,
  type IntegrationListQuery,
  type IntegrationListQueryVariables,
} from "./integrations.gen.ts";
import { providerLogo } from "./provider-logo.ts";

type Integration = NonNullable<IntegrationListQuery["workspace"]>["integrations"]["nodes"][number];

/** The workspace's connections to providers, each with what really arrived. */
export class IntegrationsPage extends WorkspacePage {
  #list = new ListController<IntegrationListQuery, IntegrationListQueryVariables, Integration>(this, {
    document: IntegrationListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
    connection: (data) => data.workspace?.integrations,
    idOf: (integration) => integration.id,
  });

  constructor() {
    super();
    new EventsController(this, {
      types: ["integration.", "signal.", "delivery."],
      onEvents: () => void this.#list.refetch(),
    });
  }

  #table(): TemplateResult {
    return dataTable<Integration>({
      label: "Integrations",
      rows: this.#list.nodes,
      key: (each) => each.id,
      href: (each) => this.at(`integrations/${each.id}`),
      columns: [
        {
          head: "Integration",
          cell: (each) =>
            html`<span class="with-logo">${providerLogo(each.provider, each.name, true)}<span><a href=${this.at(`integrations/${each.id}`)}><b>${each.name}</b></a><span class="sub">${each.account ?? each.providerName ?? ""}</span></span></span>`,
        },
        { head: "State", cell: (each) => integrationState(each) },
        {
          head: "Of",
          wide: true,
          cell: (each) => each.tenant?.name ?? html`<span class="quiet">whole workspace</span>`,
        },
        { head: "Last signal", num: true, cell: (each) => timeAgo(each.lastSignalAt) },
      ],
    });
  }

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Integrations" }], reads: this.#list, live: true });
    const connect = this.can("integrations:write")
      ? html`<a class="btn" href=${this.at("integrations/providers")}>Provider setup</a><a class="btn primary" href=${this.at("integrations/catalogue")}>Connect</a>`
      : undefined;
    return html`${pageHead({ title: "Integrations", sub: "Connections to the tools you use. Each is live only once something signed has arrived.", actions: connect })}
      <section class="panel" aria-label="Integrations">${listBody(this.#list, {
        body: () => this.#table(),
        empty: () =>
          emptyState({
            title: "No integration yet",
            words: "Connect GitHub, or send a first signed webhook without any outside account.",
            action: html`<div class="row"><a class="btn primary" href=${this.at("first-proof")}>Send the first proof</a><a class="btn" href=${this.at("integrations/catalogue")}>See the catalogue</a></div>`,
          }),
      })}</section>`;
  }
}

defineElement("plb-integrations-page", IntegrationsPage);
