import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { defineElement } from "../../parts/define-element.ts";
import { durationWords } from "../../parts/duration-words.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { type MarkState, mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import "../signals/signals-panel.ts";
import { ConnectIntegrationDocument, type ConnectIntegrationMutation } from "./connect.gen.ts";
import "./integration-page.css";
import { SendTestDeliveryDocument } from "./integration.gen.ts";
import { IntegrationListDocument } from "./integrations.gen.ts";

type Connection = Extract<
  ConnectIntegrationMutation["connectIntegration"],
  { __typename: "ConnectIntegrationSuccess" }
>["connected"];

/** The first proof in a minute: a door, one signed delivery, and its signal arriving while one watches. */
export class FirstProofPage extends WorkspacePage {
  static override properties = { ...WorkspacePage.properties, opened: { state: true }, arrived: { state: true } };
  declare opened: Connection | undefined;
  /** How long the delivery took to be seen here, in milliseconds; null when it was sent from elsewhere. */
  declare arrived: { after: number | null } | undefined;
  #open = new FormController(this);
  #send = new FormController(this);
  #sentAt = 0;
  #list = new QueryController(this, {
    document: IntegrationListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
  });

  constructor() {
    super();
    this.opened = undefined;
    this.arrived = undefined;
    new EventsController(this, {
      types: ["signal.received"],
      gather: 0,
      onEvents: (events) => {
        if (events.length > 0) this.arrived ??= { after: this.#sentAt ? Date.now() - this.#sentAt : null };
      },
    });
  }

  get #integrationId(): string | undefined {
    return (
      this.opened?.integration.id ??
      this.#list.data?.workspace?.integrations.nodes.find(
        (each) => each.provider === "generic-webhook" && each.state !== "DISCONNECTED",
      )?.id
    );
  }

  #openDoor(): void {
    void this.#open.run(async () => {
      const { connected } = await mutate(ConnectIntegrationDocument, {
        input: { workspaceId: this.workspaceId, provider: "generic-webhook", name: "First proof" },
      });
      this.opened = connected;
    });
  }

  #sendOne(): void {
    const id = this.#integrationId;
    if (!id) return;
    this.#sentAt = Date.now();
    void this.#send.run(async () => {
      await mutate(SendTestDeliveryDocument, { input: { integrationId: id } });
    });
  }

  #step(state: MarkState, title: string, content: unknown): TemplateResult {
    return html`<li><span class="step">${mark(state)}</span><div class="content"><h2>${title}</h2>${content}</div></li>`;
  }

  #door(): TemplateResult {
    if (this.#integrationId)
      return html`<p>The door is open${this.opened?.hookUrl ? html` at <code class="soft">${this.opened.hookUrl}</code>` : nothing}. Only what is signed with its secret comes in.</p>`;
    return html`<p>An address of your own and a secret. Nothing outside is needed, no account, no network.</p>${this.#open.error ? formError(this.#open.error) : nothing}<p><button class="btn primary" type="button" ?disabled=${this.#open.busy} aria-busy=${this.#open.busy} @click=${this.#openDoor}>Open the door</button></p>`;
  }

  #delivery(): TemplateResult {
    if (!this.#integrationId) return html`<p class="quiet">By a line to paste, or by a button.</p>`;
    return html`${this.opened?.curl ? html`<p>Paste this into a terminal on this machine. It holds the secret, and is shown this once.</p>${codeBlock("curl line", this.opened.curl, true)}` : html`<p>The line to paste was shown when the door was opened; rotate the secret on the integration's page for a new one.</p>`}
      ${this.#send.error ? formError(this.#send.error) : nothing}
      <p><button class="btn ${this.opened?.curl ? "" : "primary"}" type="button" ?disabled=${this.#send.busy} aria-busy=${this.#send.busy} @click=${this.#sendOne}>Send it for me</button></p>`;
  }

  #arrival(): TemplateResult {
    if (!this.arrived)
      return html`<p class="quiet" role="status">${this.#integrationId ? "Waiting for it. This page needs no reload." : "It will appear here by itself."}</p>`;
    const { after } = this.arrived;
    return html`<div class="arrival" role="status">${mark("proven", "")}<b>It arrived, signed${after === null ? "" : `, ${durationWords(after)} after it was sent`}</b><p>The first claim of this workspace is proven.</p></div>
      <p class="row"><a class="btn primary" href=${this.at()}>Go to Home</a><a class="btn" href=${this.at("integrations/connect/github")}>Connect GitHub</a></p>`;
  }

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "First proof" }], live: true });
    const open = Boolean(this.#integrationId);
    return html`${pageHead({ title: "The first proof", sub: "One signed delivery, from sent to seen, in about a minute." })}
      <div class="cols seven-five"><div class="stack"><section class="panel" aria-label="Steps"><ol class="proof-steps">
        ${this.#step(open ? "proven" : "claimed", "Open a door for signed webhooks", this.#door())}
        ${this.#step(this.arrived ? "proven" : "claimed", "Send one signed delivery", this.#delivery())}
        ${this.#step(this.arrived ? "proven" : "claimed", "See it arrive", this.#arrival())}
      </ol></section></div><div class="stack"><plb-signals-panel .slug=${this.slug} .compact=${true}></plb-signals-panel></div></div>`;
  }
}

defineElement("plb-first-proof-page", FirstProofPage);
