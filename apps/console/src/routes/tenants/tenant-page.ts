import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { badge } from "../../parts/badge.ts";
import { confirmDangerous } from "../../parts/confirm-dangerous.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { type PagePanel, panelsOf } from "../../shell/page-panels.ts";
import { panelColumns } from "../../shell/panel-columns.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { tenantFields, tenantInput } from "./tenant-form.ts";
import {
  ArchiveTenantDocument,
  TenantPageDocument,
  type TenantPageQuery,
  UpdateTenantDocument,
} from "./tenants.gen.ts";

type Tenant = Extract<NonNullable<TenantPageQuery["node"]>, { __typename: "Tenant" }>;

/** One tenant: a page that every domain adds its panels to. */
export class TenantPage extends WorkspacePage {
  static override properties = { ...WorkspacePage.properties, panels: { state: true } };
  declare panels: readonly PagePanel[];
  #read = new QueryController(this, {
    document: TenantPageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });

  constructor() {
    super();
    this.panels = [];
    new EventsController(this, { types: ["tenant."], onEvents: () => void this.#read.refetch() });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void panelsOf("tenant").then((panels) => {
      this.panels = panels;
    });
  }

  async #edit(tenant: Tenant): Promise<void> {
    const changed = await openFormDialog({
      title: `Change ${tenant.name}`,
      verb: "Save",
      fields: (state) => tenantFields(state, tenant),
      submit: (values) => mutate(UpdateTenantDocument, { input: { tenantId: tenant.id, ...tenantInput(values) } }),
    });
    if (changed) await this.#read.refetch();
  }

  async #archive(tenant: Tenant): Promise<void> {
    if (
      !(await confirmDangerous({
        title: `Archive ${tenant.key}`,
        name: tenant.key,
        consequence: "It leaves the lists, and its embed tokens are refused. Its history stays.",
      }))
    )
      return;
    const done = await runStep(
      async () => void (await mutate(ArchiveTenantDocument, { input: { tenantId: tenant.id } })),
    );
    if (!done) return;
    toast(`${tenant.name} is archived.`);
    navigate(this.at("tenants"));
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const tenant = data?.node?.__typename === "Tenant" ? data.node : undefined;
    this.describe({
      crumbs: [{ label: "Tenants", href: this.at("tenants") }, { label: tenant?.name ?? "Tenant" }],
      reads: this.#read,
      live: true,
    });
    if (!tenant)
      return html`<h1 class="vh">Tenant</h1><div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : data ? emptyState({ title: "There is no such tenant", words: "It may have been archived." }) : skeleton(4)}</div>`;
    const notes = Object.entries((tenant.metadata ?? {}) as Record<string, string>);
    const actions =
      this.can("tenants:write") && !tenant.archivedAt
        ? html`<button class="btn" type="button" @click=${() => this.#edit(tenant)}>Change</button><button class="btn danger" type="button" @click=${() => this.#archive(tenant)}>Archive ${tenant.key}</button>`
        : undefined;
    return html`${pageHead({ title: tenant.name, badge: tenant.archivedAt ? badge("stale", "Archived") : undefined, sub: html`<code>${tenant.key}</code> ${notes.map(([name, value]) => html` <span class="tag">${name}: ${value}</span>`)}`, actions })}
      ${panelColumns(this.panels, { slug: this.slug, workspaceId: this.workspaceId, itemId: tenant.id })}`;
  }
}

defineElement("plb-tenant-page", TenantPage);
