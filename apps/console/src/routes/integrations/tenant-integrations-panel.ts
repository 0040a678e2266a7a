import { html, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { claimList } from "../../parts/claim-list.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { EventsController } from "../../session/events-controller.ts";
import { integrationMark, stateWords } from "../events/describe-event.ts";
import { TenantIntegrationsDocument } from "./tenant-integrations.gen.ts";

/** A tenant's own integrations, with what really arrived. */
export class TenantIntegrationsPanel extends LightElement {
  static override properties = { slug: {}, tenantId: {} };
  declare slug: string;
  declare tenantId: string;
  #read = new QueryController(this, {
    document: TenantIntegrationsDocument,
    variables: () => (this.tenantId ? { id: this.tenantId } : undefined),
  });

  constructor() {
    super();
    this.slug = "";
    this.tenantId = "";
    new EventsController(this, { types: ["integration.", "signal."], onEvents: () => void this.#read.refetch() });
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const nodes = data?.node?.__typename === "Tenant" ? data.node.integrations.nodes : undefined;
    const body = !nodes
      ? error
        ? loadError(error, () => void this.#read.refetch())
        : skeleton(3)
      : nodes.length === 0
        ? emptyState({
            title: "None of its own",
            words: "It may still use those of the whole workspace.",
            action: html`<a class="btn" href="/w/${this.slug}/integrations/catalogue">See the catalogue</a>`,
          })
        : claimList(
            nodes.map((each) => ({
              id: each.id,
              state: integrationMark(each.state),
              title: each.name,
              at: each.lastSignalAt,
              evidence: `${each.providerName}, ${stateWords(each.state)}${each.mode === "POLLING" ? " by polling" : ""}`,
              href: `/w/${this.slug}/integrations/${each.id}`,
            })),
          );
    return panel({ id: "tenant-integrations", title: "Integrations", body });
  }
}

defineElement("plb-tenant-integrations-panel", TenantIntegrationsPanel);
