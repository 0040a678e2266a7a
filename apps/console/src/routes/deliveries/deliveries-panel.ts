import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime, momentOf } from "../../parts/clock.ts";
import { type Column, dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { histogram } from "../../parts/histogram.ts";
import { LightElement } from "../../parts/light-element.ts";
import { listBody } from "../../parts/list-body.ts";
import { panel } from "../../parts/panel.ts";
import { tabs } from "../../parts/tabs.ts";
import { addressWith, onNavigation } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import {
  DeliveryListDocument,
  type DeliveryListQuery,
  type DeliveryListQueryVariables,
  IntegrationDeliveryStatisticsDocument,
  type StatisticsPartsFragment,
  WorkspaceDeliveryStatisticsDocument,
} from "./deliveries.gen.ts";
import { refusalReason } from "./refusal-reason.ts";
import { verdictWord } from "./verdict.ts";

type Workspace = NonNullable<DeliveryListQuery["workspace"]>;
type Delivery = Workspace["deliveries"]["nodes"][number];

/** Deliveries as they arrive, with their verdicts; of one integration, or of all. */
export class DeliveriesPanel extends LightElement {
  static override properties = { slug: {}, integrationId: {} };
  declare slug: string;
  /** Empty for all. */
  declare integrationId: string;
  readonly list: ListController<DeliveryListQuery, DeliveryListQueryVariables, Delivery>;
  #ofWorkspace = new QueryController(this, {
    document: WorkspaceDeliveryStatisticsDocument,
    variables: () => (this.slug && !this.integrationId ? { slug: this.slug } : undefined),
  });
  #ofIntegration = new QueryController(this, {
    document: IntegrationDeliveryStatisticsDocument,
    variables: () => (this.integrationId ? { id: this.integrationId } : undefined),
  });
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.slug = "";
    this.integrationId = "";
    this.list = new ListController(this, {
      document: DeliveryListDocument,
      variables: () =>
        this.slug
          ? { slug: this.slug, integration: this.integrationId || null, verdicts: this.#verdicts(), first: 25 }
          : undefined,
      connection: (data) => data.workspace?.deliveries,
      idOf: (delivery) => delivery.id,
    });
    new EventsController(this, { types: ["delivery."], onEvents: () => void this.#readAgain() });
  }

  async #readAgain(): Promise<void> {
    await Promise.all([
      this.list.refetch(),
      this.integrationId ? this.#ofIntegration.refetch() : this.#ofWorkspace.refetch(),
    ]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onNavigation(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  #verdicts(): ("ACCEPTED" | "DUPLICATE" | "REFUSED")[] | null {
    const asked = new URLSearchParams(location.search).get("verdict")?.toUpperCase();
    return asked === "ACCEPTED" || asked === "DUPLICATE" || asked === "REFUSED" ? [asked] : null;
  }

  get #counts(): StatisticsPartsFragment | undefined {
    if (!this.integrationId) return this.#ofWorkspace.data?.workspace?.deliveryStatistics;
    const node = this.#ofIntegration.data?.node;
    return node?.__typename === "Integration" ? node.statistics : undefined;
  }

  #tabs(): TemplateResult {
    const counts = this.#counts;
    const tab = (key: string, label: string, count: number | undefined) => ({
      key,
      label,
      count,
      href: addressWith({ verdict: key === "all" ? null : key }),
    });
    return tabs("Show", this.#verdicts()?.[0]?.toLowerCase() ?? "all", [
      tab("all", "All", counts && counts.accepted + counts.duplicate + counts.refused),
      tab("accepted", "Accepted", counts?.accepted),
      tab("duplicate", "Duplicate", counts?.duplicate),
      tab("refused", "Refused", counts?.refused),
    ]);
  }

  #rate(): TemplateResult | typeof nothing {
    const buckets = this.#counts?.buckets ?? [];
    const [first, middle, last] = [buckets[0], buckets[Math.floor(buckets.length / 2)], buckets.at(-1)];
    if (!first || !middle || !last || buckets.every((each) => each.accepted + each.refused === 0)) return nothing;
    const refused = buckets.reduce((sum, each) => sum + each.refused, 0);
    const label = `Deliveries of the last 24 hours in half hours, ${refused === 0 ? "none" : refused} refused`;
    return html`<div class="rate">${histogram(
      label,
      buckets.map(({ from, accepted, refused: bad }) => ({ at: from, good: accepted, bad })),
    )}<p><span>${exactTime(first.from, "minute")}</span><span>${exactTime(middle.from, "minute")}</span><span>${exactTime(last.from, "minute")}</span></p></div>`;
  }

  #columns(): Column<Delivery>[] {
    const href = (each: Delivery): string => `/w/${this.slug}/deliveries/${each.id}`;
    return [
      {
        head: "Received",
        cell: (each) =>
          html`<a href=${href(each)} title=${exactTime(each.receivedAt)}>${momentOf(each.receivedAt)}</a>`,
      },
      {
        head: "Event",
        cell: (each) =>
          html`<code>${each.event ?? "unknown"}</code>${each.replayOf ? html` <span class="tag">replay</span>` : nothing}`,
      },
      ...(this.integrationId
        ? []
        : [
            {
              head: "Integration",
              wide: true,
              cell: (each: Delivery) => html`<span class="soft">${each.integration?.name ?? each.provider}</span>`,
            },
          ]),
      {
        head: "Delivery",
        wide: true,
        cell: (each) =>
          html`<code class="quiet" title=${each.externalId ?? ""}>${(each.externalId ?? "").slice(0, 8)}</code>`,
      },
      { head: "Verdict", cell: (each) => verdictWord(each.verdict) },
      { head: "Answered", num: true, wide: true, cell: (each) => html`${each.answeredMs} ms` },
    ];
  }

  #table(): TemplateResult {
    const href = (each: Delivery): string => `/w/${this.slug}/deliveries/${each.id}`;
    return html`${this.#rate()}${dataTable<Delivery>({
      label: "Deliveries",
      rows: this.list.nodes,
      key: (each) => each.id,
      href,
      rowClass: (each) =>
        `${each.verdict.toLowerCase() === "refused" ? "refused" : ""} ${this.list.fresh.has(each.id) ? "arrived" : ""}`,
      after: (each) => refusalReason(each, html`<a class="btn small" href=${href(each)}>Headers and body</a>`),
      columns: this.#columns(),
    })}`;
  }

  override render(): TemplateResult {
    const asked = this.#verdicts()?.[0];
    return panel({
      id: "deliveries",
      title: "Deliveries",
      meta: "last 24 h",
      className: "deliveries",
      aside: this.#tabs(),
      body: listBody(this.list, {
        body: () => this.#table(),
        empty: () =>
          asked
            ? emptyState({ title: `None was ${asked.toLowerCase()}`, words: "The other tabs show what arrived." })
            : emptyState({
                title: "Nothing has arrived yet",
                words: "Each request that reaches the door stands here, accepted or refused, with the reason.",
              }),
      }),
      footer: "Kept for 30 days. Secrets in headers are blacked out before they are stored.",
    });
  }
}

defineElement("plb-deliveries-panel", DeliveriesPanel);
