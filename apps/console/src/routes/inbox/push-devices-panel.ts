import { html, nothing, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import {
  PushDevicesDocument,
  type PushDevicesQuery,
  RemovePushDeviceDocument,
  SendTestToMeDocument,
  TestToMeHopsDocument,
  type TestToMeHopsQuery,
} from "../../offline/push-device.gen.ts";
import { allowOnThisDevice, devicePermission, endDevice, ownEndpointHash } from "../../offline/push-device.ts";
import { defineElement } from "../../parts/define-element.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { type MarkState, mark, stateWord } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { session } from "../../session/session.ts";

type Device = NonNullable<PushDevicesQuery["viewer"]>["pushDevices"][number];
type Sent = Extract<NonNullable<TestToMeHopsQuery["nodes"][number]>, { __typename: "Notification" }>;

const lookEveryMs = 500;
const lookForMs = 20_000;

const hopStates: Record<string, MarkState> = {
  SENT: "proven",
  FAILED: "broken",
  QUEUED: "running",
  SUPPRESSED: "passed",
};

/** The browsers that may show messages to the reader, and a test by every way. */
export class PushDevicesPanel extends LightElement {
  static override properties = { own: { state: true }, sent: { state: true } };
  /** This browser's own mark among the devices; null while it has no subscription. */
  declare own: string | null;
  declare sent: readonly Sent[];
  #read = new QueryController(this, { document: PushDevicesDocument, variables: () => ({}) });
  #form = new FormController(this);
  #watching = 0;

  constructor() {
    super();
    this.own = null;
    this.sent = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#findOwn();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watching += 1;
  }

  async #findOwn(): Promise<void> {
    this.own = await ownEndpointHash().catch(() => null);
  }

  #allow(): void {
    void this.#form.run(async () => {
      await allowOnThisDevice(this.#read.data?.viewer?.pushPublicKey ?? "");
      await Promise.all([this.#findOwn(), this.#read.refetch()]);
    });
  }

  #remove(device: Device): void {
    void this.#form.run(async () => {
      if (device.endpointHash === this.own) await endDevice();
      await mutate(RemovePushDeviceDocument, { input: { id: device.id } });
      await Promise.all([this.#findOwn(), this.#read.refetch()]);
    });
  }

  #test(): void {
    const workspaceId = session.viewer?.memberships[0]?.workspace.id;
    if (!workspaceId) return;
    this.sent = [];
    void this.#form.run(async () => {
      const { notifications } = await mutate(SendTestToMeDocument, { input: { workspaceId } });
      await this.#watch(notifications.map(({ id }) => id));
      await this.#read.refetch();
    });
  }

  async #watch(ids: string[]): Promise<void> {
    this.#watching += 1;
    const mine = this.#watching;
    const until = Date.now() + lookForMs;
    while (mine === this.#watching && Date.now() < until) {
      const { nodes } = await query(TestToMeHopsDocument, { ids });
      this.sent = nodes.filter((node): node is Sent => node?.__typename === "Notification");
      if (this.sent.every(({ state }) => state !== "QUEUED")) return;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  #device(device: Device): TemplateResult {
    const { failureReason, lastTakenAt } = device;
    const state = failureReason ? "broken" : lastTakenAt ? "proven" : "claimed";
    const proof =
      failureReason ??
      (lastTakenAt ? html`A message was taken by <b>${device.service}</b>` : "No message was sent to it yet");
    return html`<li data-item>${mark(state)}<span class="what">${device.name}${device.endpointHash === this.own ? html` <span class="tag">This browser</span>` : nothing}</span><span class="when">${timeAgo(lastTakenAt ?? device.createdAt)}</span>
      <p class="proof ${failureReason ? "is-broken" : ""}">${proof}</p><p class="do row"><button class="btn small" type="button" ?disabled=${this.#form.busy} @click=${() => this.#remove(device)}>Take back</button></p></li>`;
  }

  #hops(): TemplateResult | typeof nothing {
    if (this.sent.length === 0) return nothing;
    return html`<ol class="hops" aria-label="The test">${this.sent.map((each) => {
      const last = each.attempts.at(-1);
      return html`<li>${mark(hopStates[each.state] ?? "unknown")}<span>${each.channel?.kind.title}: ${last?.error ?? each.reason ?? last?.response ?? "on its way"}</span><span></span></li>`;
    })}</ol>`;
  }

  #ask(devices: readonly Device[]): TemplateResult | typeof nothing {
    const permission = devicePermission();
    if (devices.some(({ endpointHash }) => endpointHash === this.own)) return nothing;
    if (permission === "unsupported")
      return html`<p class="pad">${stateWord("unknown", "This browser cannot show messages")} <span class="quiet">It needs https, and a browser with push messages.</span></p>`;
    if (permission === "denied")
      return html`<p class="pad">${stateWord("broken", "Refused in this browser")} <span class="quiet">Allow notifications for this address in the browser's settings.</span></p>`;
    return nothing;
  }

  override render(): TemplateResult {
    const devices = this.#read.data?.viewer?.pushDevices ?? [];
    const isOwn = devices.some(({ endpointHash }) => endpointHash === this.own);
    const permission = devicePermission();
    const may = !isOwn && (permission === "default" || permission === "granted");
    const { busy, error } = this.#form;
    const allow = may
      ? html`<button class="btn small primary" type="button" ?disabled=${busy} @click=${() => this.#allow()}>Allow on this device</button>`
      : nothing;
    const test = session.viewer?.memberships.length
      ? html`<button class="btn small" type="button" ?disabled=${busy} aria-busy=${busy} @click=${() => this.#test()}>Send me a test</button>`
      : nothing;
    const none = html`<p class="pad quiet">No browser shows your messages yet. Those that you allow show them also while this page is closed.</p>`;
    return panel({
      id: "devices",
      title: "Browsers that show messages",
      aside: html`${test}${allow}`,
      body: html`${error ? html`<div class="pad">${formError(error)}</div>` : nothing}${devices.length > 0 ? html`<ul class="claims">${devices.map((each) => this.#device(each))}</ul>` : none}${this.#ask(devices)}<div aria-live="polite">${this.#hops()}</div>`,
    });
  }
}

defineElement("plb-push-devices", PushDevicesPanel);
