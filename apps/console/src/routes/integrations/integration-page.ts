import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime } from "../../parts/clock.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { icon } from "../../parts/icon.ts";
import { loadError } from "../../parts/load-error.ts";
import { type MenuItem, menuButton } from "../../parts/menu-button.ts";
import { pageHead } from "../../parts/page-head.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { changeQuery } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import "../deliveries/deliveries-panel.ts";
import "../signals/signals-panel.ts";
import { mark } from "../../parts/mark.ts";
import { chooseTargets } from "./choose-targets.ts";
import { feedsPanel } from "./feeds-panel.ts";
import { chooseForwards, forwardsPanel } from "./forwards-panel.ts";
import { IntegrationPageDocument, type IntegrationPageQuery } from "./integration.gen.ts";
import { integrationBadge } from "./integration-badge.ts";
import {
  checkIntegration,
  disconnectIntegration,
  receiveWebhooks,
  reconcileIntegration,
  renameIntegration,
  rotateSecret,
  setSilence,
} from "./integration-deeds.ts";
import { integrationLadder } from "./integration-ladder.ts";
import { rateLimitPanel } from "./rate-limit-panel.ts";
import { reconciliationsPanel } from "./reconciliations-panel.ts";
import { tokenPanel } from "./token-panel.ts";
import "./integration-page.css";
import { ProviderCatalogueDocument } from "./integrations.gen.ts";
import { providerLogo } from "./provider-logo.ts";
import { registrationsPanel } from "./registrations-panel.ts";
import "./test-delivery-panel.ts";
import type { TestDeliveryPanel } from "./test-delivery-panel.ts";

type Integration = Extract<NonNullable<IntegrationPageQuery["node"]>, { __typename: "Integration" }>;

/** One integration: its state with the evidence, what arrived, what it became, and what can be done. */
export class IntegrationPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: IntegrationPageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });

  #catalogue = new QueryController(this, {
    document: ProviderCatalogueDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  /** The integration for which the choice was offered by itself. */
  #asked = "";

  constructor() {
    super();
    new EventsController(this, {
      types: ["integration.", "delivery.", "signal."],
      onEvents: () => void this.#read.refetch(),
    });
  }

  async #do(deed: (integration: Integration) => Promise<unknown>, integration: Integration): Promise<void> {
    await deed(integration);
    await this.#read.refetch();
  }

  #actions(integration: Integration): TemplateResult | undefined {
    if (!this.can("integrations:write")) return undefined;
    if (integration.state === "DISCONNECTED")
      return html`<a class="btn" href=${this.at(`integrations/connect/${integration.provider}`)}>Connect ${integration.providerName} anew</a>`;
    const noun = this.#noun(integration);
    const own = integration.method === "secret";
    const more: MenuItem[] = [
      { label: "Rename", run: () => void runStep(() => this.#do(renameIntegration, integration)) },
      ...(own
        ? []
        : [
            {
              label: `Ask ${integration.providerName} now`,
              run: () => void runStep(() => this.#do(checkIntegration, integration)),
            },
          ]),
      ...(integration.canReceiveWebhooks
        ? [{ label: "Receive webhooks", run: () => void runStep(() => this.#receiveWebhooks(integration, noun)) }]
        : []),
      ...(integration.mode === "WEBHOOK"
        ? [{ label: "Rotate the webhook secret", run: () => void runStep(() => this.#do(rotateSecret, integration)) }]
        : []),
      ...(integration.quietAfterSeconds === null
        ? []
        : [
            {
              label: "Set when silence is stale",
              run: () => void runStep(() => this.#do(setSilence, integration)),
            },
          ]),
      ...(own
        ? []
        : [
            {
              label: "Connect again",
              href: this.at(`integrations/connect/${integration.provider}?again=${integration.id}`),
            },
          ]),
      "line",
      {
        label: `Disconnect ${integration.name}`,
        danger: true,
        run: () => void runStep(() => this.#do(disconnectIntegration, integration)),
      },
    ];
    const choose = () => this.#choose(integration, noun);
    return html`${menuButton({ face: icon("more"), items: more, label: "More actions", buttonClass: "btn plain icon" })}
      ${noun && !own ? html`<button class="btn" type="button" @click=${() => runStep(choose)}>Choose ${noun}</button>` : nothing}
      ${integration.mode === "WEBHOOK" ? html`<button class="btn primary" type="button" @click=${() => this.querySelector<TestDeliveryPanel>("plb-test-delivery-panel")?.send()}>Send test delivery</button>` : html`<button class="btn primary" type="button" @click=${() => runStep(() => this.#do(checkIntegration, integration))}>Check now</button>`}`;
  }

  /** The server registers what is watched already; where there is a choice and none was made, it is asked for. */
  async #receiveWebhooks(integration: Integration, noun: string | null): Promise<void> {
    if (!(await receiveWebhooks(integration))) return;
    // Read anew: what was chosen a moment ago may not be on this page yet.
    await this.#read.refetch();
    const { node } = this.#read.data ?? {};
    if (node?.__typename === "Integration" && node.targets.length === 0) await this.#choose(node, noun);
  }

  async #choose(integration: Integration, noun: string | null): Promise<void> {
    if (noun && (await chooseTargets(integration.id, noun, integration.targets, integration.mode)))
      await this.#read.refetch();
  }

  /** Choosing what to watch is part of connecting: who comes back from the provider is asked at once. */
  protected override updated(): void {
    const { data } = this.#read;
    const integration = data?.node?.__typename === "Integration" ? data.node : undefined;
    if (!integration || !this.#catalogue.data || this.search.get("connected") !== "1") return;
    // The address changes a moment later, and what arrives meanwhile draws the page again: it is asked once.
    if (this.#asked === integration.id) return;
    this.#asked = integration.id;
    changeQuery({ connected: null });
    if (integration.targets.length === 0 && this.can("integrations:write")) {
      void runStep(() => this.#choose(integration, this.#noun(integration)));
    }
  }

  #noun(integration: Integration): string | null {
    return (
      this.#catalogue.data?.workspace?.providers.find((each) => each.slug === integration.provider)?.targetNoun ?? null
    );
  }

  #sub(integration: Integration): TemplateResult {
    const { account, targets, tenant } = integration;
    const watched =
      targets.length > 0 ? `, ${targets.length} ${inNumber(this.#noun(integration) ?? "watched", targets.length)}` : "";
    return html`${account ? html`Account <b>${account}</b>${watched}, connected ${exactTime(integration.createdAt, "short")}.` : html`Connected ${exactTime(integration.createdAt, "short")}.`} ${tenant ? html`Of <a class="link" href=${this.at(`tenants/${tenant.id}`)}>${tenant.name}</a>.` : "Whole workspace."}`;
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const integration = data?.node?.__typename === "Integration" ? data.node : undefined;
    this.describe({
      crumbs: [{ label: "Integrations", href: this.at("integrations") }, { label: integration?.name ?? "Integration" }],
      reads: this.#read,
      live: true,
    });
    if (!integration)
      return html`<h1 class="vh">Integration</h1><div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : data ? emptyState({ title: "There is no such integration", words: "It was disconnected, or belongs to another workspace." }) : skeleton(5)}</div>`;
    const ended = integration.state === "DISCONNECTED";
    return html`${pageHead({ title: integration.name, badge: integrationBadge(integration), sub: this.#sub(integration), logo: providerLogo(integration.provider, integration.name), actions: this.#actions(integration) })}
      ${integration.pause ? html`<p class="note delivery-reason">${mark("degraded", "")}<span>Calls to ${integration.providerName} rest until ${exactTime(integration.pause.until, "time")}. ${integration.pause.reason}</span></p>` : nothing}
      ${integration.unprovable ? html`<p class="note delivery-reason">${mark("claimed", "")}<span>${integration.unprovable}</span></p>` : nothing}
      ${ended ? html`<p class="note delivery-reason">${mark("stale", "")}<span>${integration.reason}. Deliveries and signals that are here stay.</span></p>` : nothing}
      ${integration.reason && !ended ? html`<div class="reason-box delivery-reason" role="alert"><p><strong>${integration.reason}</strong></p>${integration.nextStep ? html`<p>${integration.nextStep}</p>` : nothing}${isConnectAgain(integration.nextStep) && this.can("integrations:write") ? html`<div class="row"><a class="btn small" href=${this.at(`integrations/connect/${integration.provider}?again=${integration.id}`)}>Connect again</a></div>` : nothing}</div>` : nothing}
      ${integrationLadder(integration.rungs)}
      <div class="cols two"><div class="stack">
        ${this.can("deliveries:read") ? html`<plb-deliveries-panel .slug=${this.slug} .integrationId=${integration.id}></plb-deliveries-panel>` : nothing}
        <plb-signals-panel .slug=${this.slug} .integrationId=${integration.id}></plb-signals-panel>
        ${ended ? nothing : this.#atProvider(integration)}
      </div><div class="stack">
        ${feedsPanel(integration.feeds, integration.lastSignalAt)}
        ${integration.mode === "WEBHOOK" && !ended ? html`<plb-test-delivery-panel .integrationId=${integration.id} .allowed=${this.can("integrations:write")}></plb-test-delivery-panel>` : nothing}
        ${ended ? nothing : this.#upkeep(integration)}
      </div></div>`;
  }

  /** What stands at the provider, and how it compared. */
  #atProvider(integration: Integration): TemplateResult {
    const own = integration.method === "secret";
    const allowed = this.can("integrations:write");
    const compare = allowed ? () => void runStep(() => this.#do(reconcileIntegration, integration)) : null;
    return html`${registrationsPanel(integration.registrations, integration.hookUrl, own)}
      ${own ? nothing : reconciliationsPanel(integration.reconciliations.nodes, compare)}`;
  }

  /** What keeps it working: the token, the rate limit, what is handed on. */
  #upkeep(integration: Integration): TemplateResult {
    const own = integration.method === "secret";
    const allowed = this.can("integrations:write");
    const handOn = async (): Promise<void> => {
      if (await chooseForwards(integration.id, integration.forwardTypes)) await this.#read.refetch();
    };
    const again = this.at(`integrations/connect/${integration.provider}?again=${integration.id}`);
    return html`${own ? nothing : tokenPanel(integration.credentials, integration.scopes, again)}
      ${integration.rateLimit ? rateLimitPanel(integration.rateLimit) : nothing}
      ${integration.forwardDescription ? forwardsPanel(integration.forwardDescription, integration.forwardTypes, integration.forwards.nodes, allowed ? () => void runStep(handOn) : null) : nothing}`;
  }
}

defineElement("plb-integration-page", IntegrationPage);

/** Whether the next step is one that the console has a page for. */
const isConnectAgain = (nextStep: string | null | undefined): boolean => /^connect again/i.test(nextStep ?? "");

/** The catalogue names what is watched in the plural: repositories, channels. */
function inNumber(plural: string, count: number): string {
  return count === 1 ? plural.replace(/ies$/, "y").replace(/([^s])s$/, "$1") : plural;
}
