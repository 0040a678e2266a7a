import { html, nothing, type TemplateResult } from "lit";
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
import { serviceFields, serviceInput } from "./service-form.ts";
import {
  ArchiveServiceDocument,
  ServicePageDocument,
  type ServicePageQuery,
  UpdateServiceDocument,
} from "./services.gen.ts";

type Service = Extract<NonNullable<ServicePageQuery["node"]>, { __typename: "Service" }>;

/** One service: a page that every domain adds its panels to. */
export class ServicePage extends WorkspacePage {
  static override properties = { ...WorkspacePage.properties, panels: { state: true } };
  declare panels: readonly PagePanel[];
  #read = new QueryController(this, {
    document: ServicePageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });

  constructor() {
    super();
    this.panels = [];
    new EventsController(this, { types: ["service"], onEvents: () => void this.#read.refetch() });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void panelsOf("service").then((panels) => {
      this.panels = panels;
    });
  }

  async #edit(service: Service): Promise<void> {
    const changed = await openFormDialog({
      title: `Change ${service.name}`,
      verb: "Save",
      fields: (state) => serviceFields(state, service),
      submit: (values) => mutate(UpdateServiceDocument, { input: { serviceId: service.id, ...serviceInput(values) } }),
    });
    if (changed) await this.#read.refetch();
  }

  async #archive(service: Service): Promise<void> {
    if (
      !(await confirmDangerous({
        title: `Archive ${service.key}`,
        name: service.key,
        consequence: "It leaves the lists and can be depended on no more. Its history stays.",
      }))
    )
      return;
    const done = await runStep(
      async () => void (await mutate(ArchiveServiceDocument, { input: { serviceId: service.id } })),
    );
    if (!done) return;
    toast(`${service.name} is archived.`);
    navigate(this.at("services"));
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const service = data?.node?.__typename === "Service" ? data.node : undefined;
    this.describe({
      crumbs: [{ label: "Services", href: this.at("services") }, { label: service?.name ?? "Service" }],
      reads: this.#read,
      live: true,
    });
    if (!service)
      return html`<h1 class="vh">Service</h1><div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : data ? emptyState({ title: "There is no such service", words: "It may have been archived." }) : skeleton(4)}</div>`;
    const actions =
      this.can("services:write") && !service.archivedAt
        ? html`<button class="btn" type="button" @click=${() => this.#edit(service)}>Change</button><button class="btn danger" type="button" @click=${() => this.#archive(service)}>Archive ${service.key}</button>`
        : undefined;
    return html`${pageHead({ title: service.name, badge: service.archivedAt ? badge("stale", "Archived") : badge("unknown", "Not watched yet"), sub: html`<code>${service.key}</code>, tier ${service.tier}${service.owner ? html`, ${service.owner} answers for it` : nothing}. ${service.description}`, actions })}
      ${panelColumns(this.panels, { slug: this.slug, workspaceId: this.workspaceId, itemId: service.id })}`;
  }
}

defineElement("plb-service-page", ServicePage);
