import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { exactTime, momentOf } from "../../parts/clock.ts";
import { type Column, dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { LightElement } from "../../parts/light-element.ts";
import { listBody } from "../../parts/list-body.ts";
import { panel } from "../../parts/panel.ts";
import { EventsController } from "../../session/events-controller.ts";
import { SignalListDocument, type SignalListQuery, type SignalListQueryVariables } from "./signals.gen.ts";

type Signal = NonNullable<SignalListQuery["workspace"]>["signals"]["nodes"][number];

/** Signals as they arrive: of one integration, or of all. */
export class SignalsPanel extends LightElement {
  static override properties = { slug: {}, integrationId: {}, type: {}, compact: { type: Boolean } };
  declare slug: string;
  /** Empty for all. */
  declare integrationId: string;
  /** A type to show alone, `pull_request.merged`; empty for all. */
  declare type: string;
  /** Two columns, for a narrow place. */
  declare compact: boolean;
  #list: ListController<SignalListQuery, SignalListQueryVariables, Signal>;

  constructor() {
    super();
    this.slug = "";
    this.integrationId = "";
    this.type = "";
    this.compact = false;
    this.#list = new ListController(this, {
      document: SignalListDocument,
      variables: () =>
        this.slug
          ? {
              slug: this.slug,
              integration: this.integrationId || null,
              types: this.type ? [this.type] : null,
              first: 25,
            }
          : undefined,
      connection: (data) => data.workspace?.signals,
      idOf: (signal) => signal.id,
    });
    new EventsController(this, { types: ["signal."], onEvents: () => void this.#list.refetch() });
  }

  #columns(): Column<Signal>[] {
    if (this.compact) {
      return [
        {
          head: "Time",
          cell: (each) => html`<span title=${exactTime(each.occurredAt)}>${momentOf(each.occurredAt)}</span>`,
        },
        {
          head: "Signal",
          cell: (each) =>
            html`<a href="/w/${this.slug}/signals/${each.id}">${each.title}</a><span class="sub"><code>${each.type}</code> from ${each.integration?.name ?? each.provider}</span>`,
        },
      ];
    }
    return [
      {
        head: "Time",
        cell: (each) => html`<span title=${exactTime(each.occurredAt)}>${momentOf(each.occurredAt)}</span>`,
      },
      { head: "Signal", cell: (each) => html`<code>${each.type}</code>` },
      {
        head: "What",
        cell: (each) =>
          html`<a href="/w/${this.slug}/signals/${each.id}">${each.title}</a>${each.actor ? html`<span class="quiet">, ${each.actor}</span>` : nothing}`,
      },
      {
        head: this.integrationId ? "By" : "From",
        wide: true,
        num: true,
        cell: (each) =>
          html`<span class="quiet">${this.integrationId ? "" : html`${each.integration?.name ?? each.provider}, `}${String(each.by).toLowerCase() === "polling" ? "by polling" : "signed"}</span>`,
      },
    ];
  }

  override render(): TemplateResult {
    const { total } = this.#list;
    return panel({
      id: "signals",
      title: "Signals",
      meta: html`<span class="live"><span>as they arrive</span></span>`,
      aside: total ? html`<span class="meta">${total.toLocaleString("en")}</span>` : undefined,
      className: "signals",
      body: listBody(this.#list, {
        body: () =>
          dataTable<Signal>({
            label: "Signals",
            rows: this.#list.nodes,
            key: (each) => each.id,
            href: (each) => `/w/${this.slug}/signals/${each.id}`,
            rowClass: (each) => (this.#list.fresh.has(each.id) ? "arrived" : ""),
            columns: this.#columns(),
          }),
        empty: () =>
          emptyState(
            this.type
              ? { title: `No ${this.type} yet`, words: "Other signals may have arrived; show them all." }
              : {
                  title: "No signal yet",
                  words: "What a delivery or a poll says becomes a signal, and stands here the moment it does.",
                },
          ),
      }),
    });
  }
}

defineElement("plb-signals-panel", SignalsPanel);
