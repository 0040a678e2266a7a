import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { EventsController } from "../../session/events-controller.ts";
import { type FlagOfPlaceFragment, FlagsOfServiceDocument, type FlagsOfServiceQuery } from "./connect.gen.ts";
import { servingWord } from "./flag-words.ts";

type Tenant = Extract<NonNullable<FlagsOfServiceQuery["node"]>, { __typename: "Tenant" }>;
type Override = Tenant["flagOverrides"]["nodes"][number];

/** The flags that belong to a service, or that treat a tenant otherwise than everybody. Left out while there are none. */
export class FlagsPanel extends LightElement {
  static override properties = { slug: {}, itemId: {} };
  declare slug: string;
  /** The service or the tenant. */
  declare itemId: string;
  #read = new QueryController(this, {
    document: FlagsOfServiceDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });

  constructor() {
    super();
    this.slug = "";
    this.itemId = "";
    new EventsController(this, { types: ["flag."], gather: 400, onEvents: () => void this.#read.refetch() });
  }

  /** What the flag does everywhere, and beneath it what this tenant gets of its own. */
  #row(flag: FlagOfPlaceFragment, overrides: readonly Override[]): TemplateResult {
    const own = overrides.filter((each) => each.flag?.id === flag.id);
    return html`<tr data-item><td><a href=${`/w/${this.slug}/flags/${flag.id}`}><b>${flag.name}</b></a><span class="sub"><code>${flag.key}</code></span></td><td>${flag.configurations.nodes.map((each) => html`<span class="row">${servingWord(flag.state, each)} <span class="quiet">${each.environment?.name}</span></span>`)}${own.map((each) => html`<span class="sub">gets <code>${each.variant}</code> in ${each.environment?.name}${each.expiresAt ? html`, ends ${timeAgo(each.expiresAt, "until")}` : nothing}: ${each.reason}</span>`)}</td></tr>`;
  }

  override render(): TemplateResult | typeof nothing {
    const node = this.#read.data?.node;
    const flags = node?.__typename === "Service" || node?.__typename === "Tenant" ? node.flags.nodes : [];
    if (flags.length === 0) return nothing;
    const overrides = node?.__typename === "Tenant" ? node.flagOverrides.nodes : [];
    const rows = flags.map((flag) => this.#row(flag, overrides));
    return panel({
      id: "flags-here",
      title: "Flags",
      meta: node?.__typename === "Tenant" ? "that treat it otherwise than everybody" : String(flags.length),
      body: html`<table aria-label="Flags"><thead><tr><th scope="col">Flag</th><th scope="col">Does</th></tr></thead><tbody>${rows}</tbody></table>`,
    });
  }
}

defineElement("plb-flags-panel", FlagsPanel);
