import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { type MarkState, mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { EventsController } from "../../session/events-controller.ts";
import { SendTestDeliveryDocument, type SendTestDeliveryMutation } from "./integration.gen.ts";

type Success = Extract<SendTestDeliveryMutation["sendTestDelivery"], { __typename: "SendTestDeliverySuccess" }>;

/** Sends a test delivery and shows each hop that it made, to this very page. */
export class TestDeliveryPanel extends LightElement {
  static override properties = {
    integrationId: {},
    allowed: { type: Boolean },
    test: { state: true },
    seen: { state: true },
  };
  declare integrationId: string;
  declare allowed: boolean;
  declare test: Success["test"] | undefined;
  /** When this page saw it, in milliseconds of its clock. */
  declare seen: number | undefined;
  #form = new FormController(this);
  #sent = false;

  constructor() {
    super();
    this.integrationId = "";
    this.allowed = false;
    this.test = undefined;
    this.seen = undefined;
    new EventsController(this, {
      types: ["signal.received", "delivery.accepted"],
      gather: 0,
      onEvents: () => {
        if (this.#sent) this.seen ??= Date.now();
      },
    });
  }

  /** Sends one now. */
  send(): void {
    this.#sent = true;
    this.seen = undefined;
    this.test = undefined;
    void this.#form.run(async () => {
      const { test } = await mutate(SendTestDeliveryDocument, { input: { integrationId: this.integrationId } });
      this.test = test;
    });
  }

  #hops(hops: Success["test"]["hops"]): TemplateResult {
    const began = hops.find((each) => each.at)?.at;
    const after = (at: string | null): string =>
      at && began ? `${new Date(at).getTime() - new Date(began).getTime()}\u00a0ms` : "";
    const line = (state: MarkState, title: unknown, figure: string): TemplateResult =>
      html`<li>${mark(state)}<span>${title}</span><span>${figure}</span></li>`;
    const seen =
      this.seen === undefined || !began ? "" : `${Math.max(0, this.seen - new Date(began).getTime())}\u00a0ms`;
    return html`<ol class="hops">${hops.map((each) => line(each.ok ? "proven" : each.at ? "broken" : "claimed", each.detail, after(each.at)))}
      ${line(this.seen === undefined ? "claimed" : "proven", "Seen in this page", seen)}</ol>`;
  }

  override render(): TemplateResult {
    const send = html`<button class="btn small" type="button" ?disabled=${this.#form.busy} aria-busy=${this.#form.busy} @click=${() => this.send()}>${this.test ? "Send another" : "Send test delivery"}</button>`;
    return panel({
      id: "test",
      title: "Test delivery",
      aside: this.allowed ? send : undefined,
      body: html`${this.#form.error ? html`<div class="pad">${formError(this.#form.error)}</div>` : nothing}${this.test ? this.#hops(this.test.hops) : this.#form.error ? nothing : emptyState({ title: this.#form.busy ? "Under way" : "None sent from here yet", words: "It goes the whole way: the provider, our door, the signature, a signal, this page." })}`,
    });
  }
}

defineElement("plb-test-delivery-panel", TestDeliveryPanel);
