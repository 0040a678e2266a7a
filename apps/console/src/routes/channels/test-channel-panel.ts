import { html, nothing, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { type MarkState, mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import {
  NotificationHopsDocument,
  type NotificationRowFragment,
  SendTestNotificationDocument,
} from "./channels.gen.ts";

/** Milliseconds between looks at a test that is under way, and how long it is looked at. */
const lookEveryMs = 400;
const lookForMs = 30_000;

/** Sends a test to a channel and shows each hop that it made, with the far side's own words. */
export class TestChannelPanel extends LightElement {
  static override properties = {
    channelId: {},
    allowed: { type: Boolean },
    muted: { type: Boolean },
    sent: { state: true },
  };
  declare channelId: string;
  declare allowed: boolean;
  declare muted: boolean;
  declare sent: NotificationRowFragment | undefined;
  #form = new FormController(this);
  #watching = 0;

  constructor() {
    super();
    this.channelId = "";
    this.allowed = false;
    this.muted = false;
    this.sent = undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watching += 1;
  }

  #send(): void {
    this.sent = undefined;
    void this.#form.run(async () => {
      const { notification } = await mutate(SendTestNotificationDocument, { input: { channelId: this.channelId } });
      await this.#watch(notification.id);
    });
  }

  async #watch(id: string): Promise<void> {
    this.#watching += 1;
    const mine = this.#watching;
    const until = Date.now() + lookForMs;
    while (mine === this.#watching && Date.now() < until) {
      const { node } = await query(NotificationHopsDocument, { id });
      if (node?.__typename === "Notification") this.sent = node;
      if (this.sent && this.sent.state !== "QUEUED") return;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  #hops(test: NotificationRowFragment): TemplateResult {
    const began = new Date(test.createdAt).getTime();
    const after = (at: string | null | undefined): string =>
      at ? `${Math.max(0, new Date(at).getTime() - began)}\u00a0ms` : "";
    const line = (state: MarkState, title: unknown, figure: string): TemplateResult =>
      html`<li>${mark(state)}<span>${title}</span><span>${figure}</span></li>`;
    const over = test.state !== "QUEUED";
    return html`<ol class="hops">${line("proven", "Asked for and stored", "0\u00a0ms")}
      ${test.attempts.map((each) => line(each.error ? "broken" : "proven", each.error ?? html`The far side took it${each.response ? html`: ${each.response.slice(0, 120)}` : nothing}`, after(each.startedAt)))}
      ${test.attempts.length === 0 && over ? line("passed", test.reason ?? "It was not sent.", "") : nothing}
      ${over ? nothing : line("running", test.attempts.length === 0 ? "On its way to the far side" : "Tried again by itself", "")}
      ${test.state === "SENT" ? line("proven", "Written down as the channel's proof", after(test.sentAt)) : nothing}
      ${test.state === "FAILED" ? line("broken", "Given up: mend the channel, then send another", "") : nothing}</ol>`;
  }

  override render(): TemplateResult {
    const { busy, error } = this.#form;
    const send = html`<button class="btn small" type="button" ?disabled=${busy || this.muted} aria-busy=${busy} @click=${() => this.#send()}>${this.sent ? "Send another" : "Send a test"}</button>`;
    const words = this.muted
      ? "The channel is muted: unmute it to send a test."
      : "It goes the whole way of every message: stored, paced, handed over, answered.";
    return panel({
      id: "test",
      title: "Test",
      aside: this.allowed ? send : undefined,
      body: html`<div aria-live="polite">${error ? html`<div class="pad">${formError(error)}</div>` : nothing}${this.sent ? this.#hops(this.sent) : error ? nothing : emptyState({ title: busy ? "Under way" : "None sent from here yet", words })}</div>`,
    });
  }
}

defineElement("plb-test-channel-panel", TestChannelPanel);
