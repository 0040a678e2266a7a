import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { listBody } from "../../parts/list-body.ts";
import { pageHead } from "../../parts/page-head.ts";
import { navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { doOnArrival } from "../../shell/do-on-arrival.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { ImportServicesDocument } from "../tenants/import.gen.ts";
import { importDialog } from "../tenants/import-dialog.ts";
import { serviceFields, serviceInput } from "./service-form.ts";
import {
  CreateServiceDocument,
  ServiceListDocument,
  type ServiceListQuery,
  type ServiceListQueryVariables,
} from "./services.gen.ts";

type Service = NonNullable<ServiceListQuery["workspace"]>["services"]["nodes"][number];

const sample = `key,name,owner,tier,dependsOn
checkout-api,Checkout API,Payments team,1,tax-quotes
tax-quotes,Tax quotes,Payments team,2,`;

/** What the workspace operates. */
export class ServicesPage extends WorkspacePage {
  #list = new ListController<ServiceListQuery, ServiceListQueryVariables, Service>(this, {
    document: ServiceListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
    connection: (data) => data.workspace?.services,
    idOf: (service) => service.id,
  });

  constructor() {
    super();
    new EventsController(this, { types: ["service"], onEvents: () => void this.#list.refetch() });
  }

  override firstUpdated(): void {
    doOnArrival(this.search, "create", () => void this.#create());
  }

  async #create(): Promise<void> {
    const made = await openFormDialog({
      title: "Add a service",
      verb: "Add the service",
      fields: (state) => serviceFields(state, { key: "", name: "", description: "", owner: null, tier: 3 }),
      submit: (values) =>
        mutate(CreateServiceDocument, { input: { workspaceId: this.workspaceId, ...serviceInput(values) } }),
    });
    if (made) navigate(this.at(`services/${made.service.id}`));
  }

  async #import(): Promise<void> {
    const sent = await importDialog({
      noun: "services",
      type: "SERVICES",
      slug: this.slug,
      sample,
      send: async (content, planHash) =>
        (await mutate(ImportServicesDocument, { input: { workspaceId: this.workspaceId, content, planHash } }))
          .imported,
    });
    if (sent) await this.#list.refetch();
  }

  #table(): TemplateResult {
    return dataTable<Service>({
      label: "Services",
      rows: this.#list.nodes,
      key: (each) => each.id,
      href: (each) => this.at(`services/${each.id}`),
      columns: [
        {
          head: "Service",
          cell: (each) =>
            html`<a href=${this.at(`services/${each.id}`)}><b>${each.name}</b></a><span class="sub"><code>${each.key}</code></span>`,
        },
        { head: "What it does", wide: true, cell: (each) => html`<span class="soft">${each.description}</span>` },
        { head: "Owner", cell: (each) => each.owner ?? html`<span class="quiet">nobody named</span>` },
        { head: "Tier", num: true, cell: (each) => each.tier },
      ],
    });
  }

  override render(): TemplateResult {
    const may = this.can("services:write");
    this.describe({
      crumbs: [{ label: "Services" }],
      reads: this.#list,
      live: true,
      commands: may
        ? [
            { label: "Add a service", run: () => void this.#create() },
            { label: "Import services", run: () => void this.#import() },
          ]
        : [],
    });
    const add = html`<button class="btn" type="button" @click=${this.#import}>Import</button><button class="btn primary" type="button" @click=${this.#create}>Add a service</button>`;
    return html`${pageHead({ title: "Services", sub: "What you operate, and what depends on what.", actions: may ? add : undefined })}
      <section class="panel" aria-label="Services">${listBody(this.#list, { body: () => this.#table(), empty: () => emptyState({ title: "No service yet", words: "Name what you operate, or import it from a file. Incidents, logs and flags will hang on it.", action: may ? html`<div class="row">${add}</div>` : undefined }) })}</section>`;
  }
}

defineElement("plb-services-page", ServicesPage);
