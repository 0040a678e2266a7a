import { html, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { pageHead } from "../../parts/page-head.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { DeliveryListDocument } from "./deliveries.gen.ts";
import "./deliveries-panel.ts";

/** Everything that reached a door of this workspace. */
export class DeliveriesPage extends WorkspacePage {
  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Deliveries" }],
      live: true,
      reads: { operation: { document: DeliveryListDocument, variables: { slug: this.slug, first: 25 } } },
    });
    return html`${pageHead({ title: "Deliveries", sub: "Every webhook request as it was received: what it was, what was decided, and why." })}
      <plb-deliveries-panel .slug=${this.slug}></plb-deliveries-panel>`;
  }
}

defineElement("plb-deliveries-page", DeliveriesPage);
