import { html, nothing, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { selectField } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { EventsController } from "../../session/events-controller.ts";
import { workspace } from "../../session/workspace.ts";
import {
  LinkServicesDocument,
  ServiceListDocument,
  ServicePageDocument,
  type ServicePageQuery,
  UnlinkServicesDocument,
} from "./services.gen.ts";

type Linked = Extract<NonNullable<ServicePageQuery["node"]>, { __typename: "Service" }>["dependsOn"][number];

/** What a service needs, and what needs it. */
export class DependenciesPanel extends LightElement {
  static override properties = { slug: {}, serviceId: {} };
  declare slug: string;
  declare serviceId: string;
  #read = new QueryController(this, {
    document: ServicePageDocument,
    variables: () => (this.serviceId ? { id: this.serviceId } : undefined),
  });

  constructor() {
    super();
    this.slug = "";
    this.serviceId = "";
    new EventsController(this, { types: ["service"], onEvents: () => void this.#read.refetch() });
  }

  async #link(known: readonly Linked[]): Promise<void> {
    const { workspace: read } = await query(ServiceListDocument, { slug: this.slug, first: 100 });
    const taken = new Set([this.serviceId, ...known.map((each) => each.id)]);
    const options = (read?.services.nodes ?? [])
      .filter((each) => !taken.has(each.id))
      .map((each) => ({ value: each.id, label: `${each.name} (${each.key})` }));
    const linked = await openFormDialog({
      title: "Add a dependency",
      verb: "Add",
      intro:
        options.length === 0
          ? "There is no other service to depend on. Add one first."
          : "A circle is refused: two services cannot each need the other.",
      fields: ({ errorOf }) =>
        selectField({ name: "dependsOnId", label: "It needs", options, error: errorOf("dependsOnId") }),
      submit: ({ dependsOnId = "" }) =>
        mutate(LinkServicesDocument, { input: { serviceId: this.serviceId, dependsOnId } }),
    });
    if (linked) await this.#read.refetch();
  }

  #unlink(each: Linked): void {
    void runStep(async () => {
      await mutate(UnlinkServicesDocument, { input: { serviceId: this.serviceId, dependsOnId: each.id } });
      await this.#read.refetch();
    });
  }

  #list(list: readonly Linked[], label: string, remove: boolean): TemplateResult {
    return html`<h3 class="group">${label} <b>${list.length}</b></h3><ul class="claims">${list.map((each) => html`<li data-item>${mark("unknown", "")}<span class="what"><a href="/w/${this.slug}/services/${each.id}">${each.name}</a></span><span class="when tail">tier ${each.tier}${remove ? html`<button class="btn small plain" type="button" @click=${() => this.#unlink(each)}>Remove</button>` : nothing}</span><p class="proof"><code>${each.key}</code></p></li>`)}</ul>`;
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const service = data?.node?.__typename === "Service" ? data.node : undefined;
    const may = workspace.can("services:write");
    const body = !service
      ? error
        ? loadError(error, () => void this.#read.refetch())
        : skeleton(3)
      : service.dependsOn.length + service.dependents.length === 0
        ? emptyState({
            title: "None is known",
            words: "An incident follows dependencies: what this service needs is suspected with it.",
          })
        : html`${service.dependsOn.length > 0 ? this.#list(service.dependsOn, "It needs", may) : nothing}${service.dependents.length > 0 ? this.#list(service.dependents, "Needed by", false) : nothing}`;
    return panel({
      id: "dependencies",
      title: "Dependencies",
      aside:
        may && service
          ? html`<button class="btn small" type="button" @click=${() => runStep(() => this.#link(service.dependsOn))}>Add</button>`
          : undefined,
      body,
    });
  }
}

defineElement("plb-dependencies-panel", DependenciesPanel);
