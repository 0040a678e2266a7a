import {
  createEmbed,
  type Embed,
  type LiveStatus,
  type LiveSubscription,
  type PlumblineError,
  type Token,
} from "@plumbline/sdk/embed";
import {
  integrationsWidget,
  integrationsWidgetChanges,
  type WidgetIntegrationFragment,
} from "@plumbline/sdk/embed/operations";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { fetchTokenFrom } from "../fetch-token-from.ts";
import { asOf, freshness } from "../freshness.ts";
import { hostTheme } from "../host-theme.styles.ts";
import { proofMarkStyles } from "../proof-mark.ts";
import type { ConnectPart } from "./connect-part.ts";
import { integrationItem } from "./integration-item.ts";
import { integrationsStyles } from "./integrations.styles.ts";
import { byUrgency, summarise } from "./judge-integration.ts";

/**
 * A tenant's integrations with their state and the evidence for it, live.
 *
 * Filled marks are proven, outlined ones only claimed. Takes font, size and ink from the page around it; light and dark follow the
 * page's `color-scheme`.
 *
 * @tag plumbline-integrations
 *
 * @slot title - Replaces the sentence at the top that sums the list up.
 * @slot empty - Shown when the tenant has no integration.
 *
 * @event plumbline-load - The list was read for the first time. `detail.count`: how many.
 * @event plumbline-change - An integration reads differently now. `detail.id`, `detail.state`.
 * @event plumbline-error - The list could not be read. `detail.code`, `detail.message`.
 *
 * @csspart list - The frame around everything.
 * @csspart head - The line with the title and the freshness.
 * @csspart title - The sentence that sums the list up.
 * @csspart freshness - How fresh what one sees is.
 * @csspart item - One integration.
 * @csspart name - Its name.
 * @csspart state - Its state, as mark and word.
 * @csspart mark - A mark of proof.
 * @csspart evidence - What proves its state.
 * @csspart age - How old the evidence is.
 * @csspart ladder - The rungs that it has to climb, when opened.
 * @csspart notice - What stands in the place of the list: nothing connected, or an error.
 * @csspart retry - The button beside an error.
 * @csspart connect - Where one connects, when the token allows it.
 * @csspart connect-button - The button that begins it.
 * @csspart picker - The list of what can be connected.
 * @csspart provider - One entry of it.
 * @csspart form - What a way to connect asks for.
 * @csspart actions - What can be done with one integration.
 * @csspart skeleton - The outline while the list is read.
 *
 * @cssprop --plb-line - Colour of lines. Default: 14 % of the ink.
 * @cssprop --plb-muted - Ink of what explains. Default: 76 % of the ink.
 * @cssprop --plb-radius - Radius of corners. Default: 0.57em.
 * @cssprop --plb-proven - Mark of what is proven.
 * @cssprop --plb-proven-ink - Word of what is proven.
 * @cssprop --plb-broken - Mark of what is broken.
 * @cssprop --plb-broken-ink - Word of what is broken.
 * @cssprop --plb-stale - Mark of what is stale.
 * @cssprop --plb-claimed - Mark of what is only claimed. Default: 62 % of the ink.
 */
export class PlumblineIntegrations extends LitElement {
  static override styles = [hostTheme, proofMarkStyles, integrationsStyles];

  static override properties = {
    apiUrl: { attribute: "api-url" },
    tokenUrl: { attribute: "token-url" },
    fetchToken: { attribute: false },
    providers: {},
    integrations: { state: true },
    status: { state: true },
    failure: { state: true },
    changedId: { state: true },
    now: { state: true },
  };

  /** Address of the Plumbline server, `https://plumbline.example.com`. */
  declare apiUrl: string;
  /** Address on your own origin that answers a POST with `{token, expiresAt}`. Not needed when `fetchToken` is set. */
  declare tokenUrl: string;
  /** Asks your backend for an embed token of the component `integrations`. Called again shortly before a token ends. */
  declare fetchToken: (() => Promise<Token | string>) | undefined;

  /** Slugs of the catalogue that may be connected here, `slack shopify`. Default all that the installation is set up for. */
  declare providers: string;

  /** @internal */
  declare integrations: readonly WidgetIntegrationFragment[] | null;
  /** @internal */
  declare status: LiveStatus | null;
  /** @internal */
  declare failure: PlumblineError | null;
  /** @internal */
  declare changedId: string;
  /** @internal */
  declare now: number;

  #embed: Embed | null = null;
  #connect: ConnectPart | null = null;
  #live: LiveSubscription | null = null;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.apiUrl = "";
    this.tokenUrl = "";
    this.providers = "";
    this.integrations = null;
    this.status = null;
    this.failure = null;
    this.changedId = "";
    this.now = Date.now();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      // Ages are words that change by themselves; nobody reads them in a hidden page.
      if (!document.hidden) this.now = Date.now();
    }, 1000);
    if (this.hasUpdated) this.reload();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#stop();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("apiUrl") || changed.has("tokenUrl") || changed.has("fetchToken")) this.reload();
  }

  /** Reads the list anew with a new token, as the button beside an error does. */
  reload(): void {
    this.#stop();
    if (!this.apiUrl || !(this.fetchToken || this.tokenUrl)) return;
    const fetchToken = this.fetchToken ?? fetchTokenFrom(this.tokenUrl);
    const embed = createEmbed({ url: this.apiUrl, fetchToken, onStatus: (status) => this.#show(embed, { status }) });
    this.#embed = embed;
    this.failure = null;
    void this.#start(embed);
  }

  async #start(embed: Embed): Promise<void> {
    try {
      const session = await this.#read(embed);
      if (this.#embed !== embed) return;
      this.#emit("plumbline-load", { count: this.integrations?.length ?? 0 });
      this.#live = embed.live(
        integrationsWidgetChanges,
        { workspaceId: session.workspaceId },
        {
          after: session.cursor,
          onEvent: ({ integrationChanged }) => this.#change(integrationChanged.integration),
          onResync: async () => (await this.#read(embed)).cursor,
          onEnd: (error) => error && this.#fail(embed, error),
        },
      );
    } catch (error) {
      this.#fail(embed, error as PlumblineError);
    }
  }

  async #read(embed: Embed) {
    const { embed: session } = await embed.query(integrationsWidget, {});
    if (!session)
      throw Object.assign(new TypeError("The token is not an embed token."), {
        code: "UNAUTHENTICATED",
        nextStep: null,
      });
    this.#show(embed, { integrations: [...session.tenant.integrations.nodes].sort(byUrgency), now: Date.now() });
    if (session.mayConnect && !this.#connect) {
      // Whoever only looks does not download what connects.
      const { ConnectPart, takeLit } = await import("./connect-part.ts");
      takeLit({ html, nothing });
      if (this.#embed === embed) this.#connect = new ConnectPart(this, embed, session.workspaceId);
      this.requestUpdate();
    }
    return session;
  }

  /** @internal */
  take(integration: WidgetIntegrationFragment): void {
    this.#change(integration);
  }

  #change(integration: WidgetIntegrationFragment | null): void {
    if (!integration) return;
    const others = (this.integrations ?? []).filter(({ id }) => id !== integration.id);
    this.integrations = [...others, integration].sort(byUrgency);
    this.changedId = integration.id;
    this.now = Date.now();
    this.#connect?.heard(integration);
    this.#emit("plumbline-change", { id: integration.id, state: integration.state });
  }

  #fail(embed: Embed, failure: PlumblineError): void {
    if (this.#embed !== embed) return;
    this.failure = failure;
    this.#emit("plumbline-error", { code: failure.code, message: failure.message });
  }

  /** Takes over what a client brought, unless another one has replaced it meanwhile. */
  #show(embed: Embed, state: Partial<Pick<this, "integrations" | "status" | "now">>): void {
    if (this.#embed === embed) Object.assign(this, state);
  }

  #stop(): void {
    this.#live?.stop();
    this.#live = null;
    this.#embed = null;
    this.#connect?.end();
    this.#connect = null;
    this.status = null;
  }

  #emit(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  override render(): TemplateResult {
    const { integrations, failure, status, now } = this;
    const summary = integrations?.length ? asOf(status, summarise(integrations)) : "Integrations";
    return html`<section class="list" part="list" aria-label="Integrations" aria-busy=${integrations || failure ? "false" : "true"}>
      <div class="head" part="head">
        <p class="title" part="title" role="status"><slot name="title">${summary}</slot></p>
        ${integrations && !failure ? freshness(status, now) : nothing}
      </div>
      ${failure ? this.#error(failure) : nothing}
      ${integrations ? this.#list(integrations) : failure ? nothing : skeleton()}
      ${this.#connect?.foot()}
    </section>`;
  }

  #list(integrations: readonly WidgetIntegrationFragment[]): TemplateResult {
    if (integrations.length === 0) {
      return html`<div class="notice" part="notice"><slot name="empty"><p>No integration is connected yet. Whoever runs this page can connect the first one.</p></slot></div>`;
    }
    return html`<ul class="items">
      ${repeat(
        integrations,
        ({ id }) => id,
        (integration) =>
          integrationItem(
            integration,
            this.now,
            integration.id === this.changedId,
            this.#connect?.actions(integration),
          ),
      )}
    </ul>`;
  }

  #error({ message, nextStep }: PlumblineError): TemplateResult {
    return html`<div class="notice" part="notice" role="alert">
      <p><strong>The integrations could not be read.</strong> ${message} ${nextStep ?? ""}</p>
      <button type="button" part="retry" @click=${this.reload}>Try again</button>
    </div>`;
  }
}

function skeleton(): TemplateResult {
  const row = (width: number) =>
    html`<li><span class="bone" style="width: ${width}%"></span><span class="bone" style="width: ${width + 28}%"></span></li>`;
  return html`<ul class="skeleton" part="skeleton" aria-hidden="true">${[22, 30, 18].map(row)}</ul>`;
}
