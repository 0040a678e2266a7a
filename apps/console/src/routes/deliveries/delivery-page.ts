import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { badge } from "../../parts/badge.ts";
import { claimList } from "../../parts/claim-list.ts";
import { exactTime } from "../../parts/clock.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import {
  DeliveryPageDocument,
  type DeliveryPageQuery,
  RedeliverDeliveryDocument,
  ReplayDeliveryDocument,
} from "./deliveries.gen.ts";

type Delivery = Extract<NonNullable<DeliveryPageQuery["node"]>, { __typename: "Delivery" }>;

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** One delivery: verdict and reason, headers, body, and the signals that it became. */
export class DeliveryPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: DeliveryPageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });
  #form = new FormController(this);

  constructor() {
    super();
    new EventsController(this, { types: ["delivery.", "signal."], onEvents: () => void this.#read.refetch() });
  }

  #replay(): void {
    void this.#form.run(async () => {
      const { delivery } = await mutate(ReplayDeliveryDocument, { input: { deliveryId: this.itemId } });
      toast("The stored delivery is worked on again. Nothing is counted twice.");
      navigate(this.at(`deliveries/${delivery.id}`));
    });
  }

  #redeliver(): void {
    void this.#form.run(async () => {
      await mutate(RedeliverDeliveryDocument, { input: { deliveryId: this.itemId } });
      toast("The provider was asked to send it again. It comes through the door like any other.");
    });
  }

  #facts(delivery: Delivery): TemplateResult {
    return panel({
      id: "facts",
      title: "Facts",
      pad: true,
      body: html`<dl class="facts"><dt>Received</dt><dd>${exactTime(delivery.receivedAt)}</dd><dt>Answered in</dt><dd>${delivery.answeredMs} ms</dd><dt>Event</dt><dd><code>${delivery.event ?? "unknown"}</code></dd><dt>Delivery id</dt><dd><code>${delivery.externalId ?? "none"}</code></dd><dt>Size</dt><dd>${delivery.bodyBytes.toLocaleString("en")} bytes</dd>
        <dt>Integration</dt><dd>${delivery.integration ? html`<a class="link" href=${this.at(`integrations/${delivery.integration.id}`)}>${delivery.integration.name}</a>` : delivery.provider}</dd>
        ${delivery.processedAt ? html`<dt>Worked on</dt><dd>${timeAgo(delivery.processedAt)}</dd>` : nothing}
        ${delivery.replayOf ? html`<dt>Replay of</dt><dd><a class="link" href=${this.at(`deliveries/${delivery.replayOf.id}`)}>the first one</a></dd>` : nothing}</dl>`,
    });
  }

  #signals(delivery: Delivery): TemplateResult {
    const count = delivery.signalCount;
    const accepted = delivery.verdict === "ACCEPTED";
    const claim = !accepted
      ? { state: "passed" as const, title: "No signal", evidence: "Only accepted deliveries become signals." }
      : count === null
        ? {
            state: "running" as const,
            title: "It waits to be worked on",
            evidence: "A job reads it, usually within a second.",
          }
        : count > 0
          ? {
              state: "proven" as const,
              title: count === 1 ? "One signal" : `${count} signals`,
              at: delivery.processedAt,
              evidence: html`<a class="link" href=${this.at("signals")}>See the signals</a>`,
            }
          : { state: "passed" as const, title: "No new signal", at: delivery.processedAt, evidence: delivery.outcome };
    return panel({
      id: "became",
      title: "Became",
      body: claimList([{ id: "became", aside: claim.state === "running" ? "" : undefined, ...claim }]),
    });
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Deliveries", href: this.at("deliveries") }, { label: this.itemId.slice(0, 12) }],
      reads: this.#read,
      live: true,
    });
    const { data, error } = this.#read;
    const node = data?.node;
    if (node?.__typename !== "Delivery")
      return html`<h1 class="vh">Delivery</h1><div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : data ? emptyState({ title: "There is no such delivery", words: "Deliveries are kept for 30 days." }) : skeleton(4)}</div>`;
    const verdict = node.verdict.toLowerCase();
    const state = verdict === "accepted" ? "proven" : verdict === "refused" ? "broken" : "passed";
    const replay =
      this.can("deliveries:write") && verdict !== "refused"
        ? html`<button class="btn" type="button" ?disabled=${this.#form.busy} @click=${this.#replay}>Replay</button>`
        : undefined;
    // Of a door that was opened by hand nobody can be asked.
    const askable = node.integration?.canRedeliver && node.externalId && !node.externalId.startsWith("sha256:");
    const redeliver =
      this.can("deliveries:write") && askable
        ? html`<button class="btn" type="button" ?disabled=${this.#form.busy} @click=${this.#redeliver}>Ask ${node.integration?.providerName} to redeliver</button>`
        : undefined;
    const headers = node.headers.map(({ name, value }) => `${name}: ${value}`).join("\n");
    return html`${pageHead({ title: html`<code>${node.event ?? "Delivery"}</code>`, badge: badge(state, verdict === "duplicate" ? "Duplicate, ignored" : `${verdict[0]?.toUpperCase()}${verdict.slice(1)}`), sub: html`To ${node.integration?.name ?? node.provider}, ${timeAgo(node.receivedAt)}.`, actions: html`${redeliver}${replay}` })}
      ${this.#form.error ? formError(this.#form.error) : nothing}
      ${verdict === "refused" ? html`<div class="reason-box delivery-reason"><p><strong>${node.reason}</strong></p><p>Nothing was stored as a signal. What arrived is kept below, so that one can see what was wrong.</p></div>` : nothing}
      <div class="cols two"><div class="stack">${panel({ id: "body", title: "Body", pad: true, body: node.body === null ? html`<p class="soft">Not kept: of a duplicate only the headers are.</p>` : codeBlock("Body", readable(node.body), true) })}${panel({ id: "headers", title: "Headers", meta: "secrets blacked out", pad: true, body: codeBlock("Headers", headers, true) })}</div>
      <div class="stack">${this.#facts(node)}${this.#signals(node)}</div></div>`;
  }
}

defineElement("plb-delivery-page", DeliveryPage);
