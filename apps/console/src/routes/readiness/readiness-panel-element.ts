import { html, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { onNavigation } from "../../router.ts";
import { readinessPanel } from "../home/readiness-panel.ts";
import { claimItem } from "./claim-item.ts";
import { followReadiness } from "./readiness-query.ts";

/** The readiness of a workspace, live. What is shown (all, or unproven) stands in the address. */
export class ReadinessPanelElement extends LightElement {
  static override properties = { slug: {} };
  declare slug: string;
  #readiness = followReadiness(this);
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.slug = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onNavigation(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override render(): TemplateResult {
    const { data, error } = this.#readiness;
    const readiness = data?.workspace?.readiness;
    if (!readiness)
      return panel({
        id: "readiness",
        title: "Readiness",
        body: error ? loadError(error, () => void this.#readiness.refetch()) : skeleton(5),
      });
    const show = new URLSearchParams(location.search).get("show") === "unproven" ? "unproven" : "all";
    return html`${readinessPanel(
      readiness.claims.map((claim) => claimItem(claim, this.slug)),
      show,
      { label: "Send the first proof", href: `/w/${this.slug}/first-proof` },
    )}`;
  }
}

defineElement("plb-readiness-panel", ReadinessPanelElement);
