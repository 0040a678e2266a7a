import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { EventsController } from "../../session/events-controller.ts";
import { ServiceKeyDocument } from "../alerts/alerts.gen.ts";
import { incidentMark, severityBadge, standingWords } from "./incident-words.ts";
import { UnresolvedIncidentsDocument, type UnresolvedIncidentsQuery } from "./incidents.gen.ts";
import "./incidents.css";

type Incident = NonNullable<UnresolvedIncidentsQuery["workspace"]>["incidents"]["nodes"][number];

/** What goes wrong for users now: in the workspace, or by errors of one service. Left out while nothing does. */
export class IncidentsPanel extends LightElement {
  static override properties = { slug: {}, serviceId: {} };
  declare slug: string;
  /** Only incidents with an error group of this service; empty for all. */
  declare serviceId: string;
  #service = new QueryController(this, {
    document: ServiceKeyDocument,
    variables: () => (this.serviceId ? { id: this.serviceId } : undefined),
  });
  #read = new QueryController(this, {
    document: UnresolvedIncidentsDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  constructor() {
    super();
    this.slug = "";
    this.serviceId = "";
    const types = ["incident.", "error_group."];
    new EventsController(this, { types, gather: 1000, onEvents: () => void this.#read.refetch() });
  }

  #row(each: Incident): TemplateResult {
    const doubt = each.mitigation && each.mitigation.state !== "PROVEN" ? each.mitigation.reason : null;
    return html`<li data-item>${mark(incidentMark(each), "")}<span class="what"><a class="break" href=${`/w/${this.slug}/incidents/${each.name}`}><span class="mono">${each.name}</span> ${each.title}</a></span><span class="when">${timeAgo(each.openedAt, "bare")}</span>
      <p class="proof line-of-facts">${severityBadge(each)}<span class="is-${incidentMark(each)}">${standingWords(each)}</span><span>opened by ${each.openedBy}</span></p>
      ${doubt ? html`<p class="proof ${each.mitigation?.state === "BROKEN" ? "is-broken" : ""}">${doubt}</p>` : nothing}</li>`;
  }

  override render(): TemplateResult | typeof nothing {
    const list = this.#read.data?.workspace?.incidents;
    const service = this.#service.data?.node;
    const key = service?.__typename === "Service" ? service.key : undefined;
    const own = (list?.nodes ?? [])
      .filter(
        ({ links }) =>
          !this.serviceId || links.nodes.some(({ errorGroup }) => errorGroup && errorGroup.service === key),
      )
      // The worst first; of equal ones the newest, as they come.
      .sort((a, b) => a.severity.localeCompare(b.severity));
    if (own.length === 0) return nothing;
    return panel({
      id: "unresolved-incidents",
      title: "Unresolved incidents",
      meta: String(this.serviceId ? own.length : (list?.totalCount ?? own.length)),
      aside: html`<a class="link small" href=${`/w/${this.slug}/incidents`}>All incidents</a>`,
      body: html`<ul class="claims">${own.map((each) => this.#row(each))}</ul>`,
    });
  }
}

defineElement("plb-incidents-panel", IncidentsPanel);
