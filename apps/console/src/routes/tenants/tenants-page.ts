import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { listBody } from "../../parts/list-body.ts";
import { pageHead } from "../../parts/page-head.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { doOnArrival } from "../../shell/do-on-arrival.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { ImportTenantsDocument } from "./import.gen.ts";
import { importDialog } from "./import-dialog.ts";
import { tenantFields, tenantInput } from "./tenant-form.ts";
import {
  CreateTenantDocument,
  TenantListDocument,
  type TenantListQuery,
  type TenantListQueryVariables,
} from "./tenants.gen.ts";

type Tenant = NonNullable<TenantListQuery["workspace"]>["tenants"]["nodes"][number];

const sample = `key,name,plan
acme,Acme Trading,enterprise
globex,Globex Retail Cloud,team`;

/** The workspace's own customers. */
export class TenantsPage extends WorkspacePage {
  #list = new ListController<TenantListQuery, TenantListQueryVariables, Tenant>(this, {
    document: TenantListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
    connection: (data) => data.workspace?.tenants,
    idOf: (tenant) => tenant.id,
  });

  constructor() {
    super();
    new EventsController(this, { types: ["tenant."], onEvents: () => void this.#list.refetch() });
  }

  override firstUpdated(): void {
    doOnArrival(this.search, "create", () => void this.#create());
  }

  async #create(): Promise<void> {
    const made = await openFormDialog({
      title: "Add a tenant",
      verb: "Add the tenant",
      fields: (state) => tenantFields(state, { key: "", name: "", metadata: {} }),
      submit: (values) =>
        mutate(CreateTenantDocument, { input: { workspaceId: this.workspaceId, ...tenantInput(values) } }),
    });
    if (made) navigate(this.at(`tenants/${made.tenant.id}`));
  }

  async #import(): Promise<void> {
    const sent = await importDialog({
      noun: "tenants",
      type: "TENANTS",
      slug: this.slug,
      sample,
      send: async (content, planHash) =>
        (await mutate(ImportTenantsDocument, { input: { workspaceId: this.workspaceId, content, planHash } })).imported,
    });
    if (sent) await this.#list.refetch();
  }

  #table(): TemplateResult {
    return dataTable<Tenant>({
      label: "Tenants",
      rows: this.#list.nodes,
      key: (each) => each.id,
      href: (each) => this.at(`tenants/${each.id}`),
      columns: [
        {
          head: "Tenant",
          cell: (each) =>
            html`<a href=${this.at(`tenants/${each.id}`)}><b>${each.name}</b></a><span class="sub"><code>${each.key}</code></span>`,
        },
        {
          head: "Notes",
          wide: true,
          cell: (each) =>
            html`<span class="tags">${Object.entries((each.metadata ?? {}) as Record<string, string>)
              .slice(0, 4)
              .map(([name, value]) => html`<span class="tag">${name}: ${value}</span>`)}</span>`,
        },
        { head: "Since", num: true, cell: (each) => timeAgo(each.createdAt) },
      ],
    });
  }

  override render(): TemplateResult {
    const may = this.can("tenants:write");
    this.describe({
      crumbs: [{ label: "Tenants" }],
      reads: this.#list,
      live: true,
      commands: may
        ? [
            { label: "Add a tenant", run: () => void this.#create() },
            { label: "Import tenants", run: () => void this.#import() },
          ]
        : [],
    });
    const add = html`<button class="btn" type="button" @click=${this.#import}>Import</button><button class="btn primary" type="button" @click=${this.#create}>Add a tenant</button>`;
    return html`${pageHead({ title: "Tenants", sub: "Your own customers: brands, shops, accounts. Integrations, flags and status may belong to one.", actions: may ? add : undefined })}
      <section class="panel" aria-label="Tenants">${listBody(this.#list, { body: () => this.#table(), empty: () => emptyState({ title: "No tenant yet", words: "Add one of your customers, or import them from a file.", action: may ? html`<div class="row">${add}</div>` : undefined }) })}</section>`;
  }
}

defineElement("plb-tenants-page", TenantsPage);
