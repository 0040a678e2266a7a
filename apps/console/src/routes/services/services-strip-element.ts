import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { EventsController } from "../../session/events-controller.ts";
import { servicesStrip } from "../home/services-strip.ts";
import { ServiceListDocument } from "./services.gen.ts";

/** The services of a workspace on Home. Left out while there are none. */
export class ServicesStripElement extends LightElement {
  static override properties = { slug: {} };
  declare slug: string;
  #read = new QueryController(this, {
    document: ServiceListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 7 } : undefined),
  });

  constructor() {
    super();
    this.slug = "";
    new EventsController(this, { types: ["service"], onEvents: () => void this.#read.refetch() });
  }

  override render(): TemplateResult | typeof nothing {
    const services = this.#read.data?.workspace?.services.nodes ?? [];
    if (services.length === 0) return nothing;
    // No monitor exists yet: whether a service is well is unknown, and said so.
    const shown = services.map((each) => ({
      id: each.id,
      name: each.name,
      href: `/w/${this.slug}/services/${each.id}`,
      state: "unknown" as const,
      word: "Not watched",
      figure: `tier ${each.tier}`,
    }));
    return html`${servicesStrip(shown, "nothing watches them yet", { label: "All services", href: `/w/${this.slug}/services` })}`;
  }
}

defineElement("plb-services-strip", ServicesStripElement);
