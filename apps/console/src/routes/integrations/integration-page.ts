import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime } from "../../parts/clock.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { confirmDangerous } from "../../parts/confirm-dangerous.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { icon } from "../../parts/icon.ts";
import { loadError } from "../../parts/load-error.ts";
import { type MenuItem, menuButton } from "../../parts/menu-button.ts";
import { pageHead } from "../../parts/page-head.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { changeQuery, navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import "../deliveries/deliveries-panel.ts";
import "../signals/signals-panel.ts";
import { chooseTargets } from "./choose-targets.ts";
import { feedsPanel } from "./feeds-panel.ts";
import {
  CheckIntegrationDocument,
  DisconnectIntegrationDocument,
  IntegrationPageDocument,
  type IntegrationPageQuery,
  RotateWebhookSecretDocument,
  UpdateIntegrationDocument,
} from "./integration.gen.ts";
import { integrationBadge } from "./integration-badge.ts";
import { integrationLadder } from "./integration-ladder.ts";
import "./integration-page.css";
import { ProviderCatalogueDocument } from "./integrations.gen.ts";
import { providerLogo } from "./provider-logo.ts";
import { registrationsPanel } from "./registrations-panel.ts";
import { showSecret } from "./show-secret.ts";
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

  constructor() {
    super();
    new EventsController(this, {
      types: ["integration.", "delivery.", "signal."],
      onEvents: () => void this.#read.refetch(),
    });
  }

  async #rotate(integration: Integration): Promise<void> {
    const { connected } = await mutate(RotateWebhookSecretDocument, { input: { integrationId: integration.id } });
    const until = connected.integration.secretOverlapEndsAt;
    if (connected.secret)
      await showSecret({
        title: "The new webhook secret",
        words: html`It is shown once.${until ? html` The old one stays good until ${exactTime(until)}.` : nothing}`,
        label: "Secret",
        secret: connected.secret,
        more: connected.curl
          ? html`<div class="field"><p class="label">A signed delivery to paste into a terminal</p>${codeBlock("curl line", connected.curl, true)}</div>`
          : nothing,
      });
    else toast("The secret is replaced, here and at the provider.");
    await this.#read.refetch();
  }

  async #rename(integration: Integration): Promise<void> {
    const renamed = await openFormDialog({
      title: `Rename ${integration.name}`,
      verb: "Rename",
      fields: ({ errorOf }) =>
        field({
          name: "name",
          label: "Name",
          value: integration.name,
          required: true,
          maxlength: 80,
          error: errorOf("name"),
        }),
      submit: ({ name = "" }) =>
        mutate(UpdateIntegrationDocument, { input: { integrationId: integration.id, name: name.trim() } }),
    });
    if (renamed) await this.#read.refetch();
  }

  async #check(integration: Integration): Promise<void> {
    await mutate(CheckIntegrationDocument, { input: { integrationId: integration.id } });
    toast(`${integration.providerName} was asked. What it said stands on the ladder.`);
    await this.#read.refetch();
  }

  async #disconnect(integration: Integration): Promise<void> {
    const sure = await confirmDangerous({
      title: `Disconnect ${integration.name}`,
      name: integration.name,
      consequence:
        "Its webhooks are removed at the provider, its credentials are destroyed here, and nothing arrives any more. Deliveries and signals that are here stay.",
    });
    if (!sure) return;
    await mutate(DisconnectIntegrationDocument, { input: { integrationId: integration.id } });
    toast(`${integration.name} is disconnected.`);
    navigate(this.at("integrations"));
  }

  #actions(integration: Integration): TemplateResult | undefined {
    if (!this.can("integrations:write")) return undefined;
    const noun = this.#noun(integration);
    const own = integration.method === "secret";
    const more: MenuItem[] = [
      { label: "Rename", run: () => void runStep(() => this.#rename(integration)) },
      ...(own
        ? []
        : [{ label: `Ask ${integration.providerName} now`, run: () => void runStep(() => this.#check(integration)) }]),
      ...(integration.mode === "WEBHOOK"
        ? [{ label: "Rotate the webhook secret", run: () => void runStep(() => this.#rotate(integration)) }]
        : []),
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
        run: () => void runStep(() => this.#disconnect(integration)),
      },
    ];
    const choose = () => this.#choose(integration, noun);
    return html`${menuButton({ face: icon("more"), items: more, label: "More actions", buttonClass: "btn plain icon" })}
      ${noun && !own ? html`<button class="btn" type="button" @click=${() => runStep(choose)}>Choose ${noun}</button>` : nothing}
      ${integration.mode === "WEBHOOK" ? html`<button class="btn primary" type="button" @click=${() => this.querySelector<TestDeliveryPanel>("plb-test-delivery-panel")?.send()}>Send test delivery</button>` : html`<button class="btn primary" type="button" @click=${() => runStep(() => this.#check(integration))}>Check now</button>`}`;
  }

  async #choose(integration: Integration, noun: string | null): Promise<void> {
    if (noun && (await chooseTargets(integration.id, noun, integration.targets))) await this.#read.refetch();
  }

  /** Choosing what to watch is part of connecting: who comes back from the provider is asked at once. */
  protected override updated(): void {
    const { data } = this.#read;
    const integration = data?.node?.__typename === "Integration" ? data.node : undefined;
    if (!integration || !this.#catalogue.data || this.search.get("connected") !== "1") return;
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
    return html`${pageHead({ title: integration.name, badge: integrationBadge(integration), sub: this.#sub(integration), logo: providerLogo(integration.provider, integration.name), actions: this.#actions(integration) })}
      ${integration.reason ? html`<div class="reason-box delivery-reason" role="alert"><p><strong>${integration.reason}</strong></p>${integration.nextStep ? html`<p>${integration.nextStep}</p>` : nothing}</div>` : nothing}
      ${integrationLadder(integration.rungs)}
      <div class="cols two"><div class="stack">
        ${this.can("deliveries:read") ? html`<plb-deliveries-panel .slug=${this.slug} .integrationId=${integration.id}></plb-deliveries-panel>` : nothing}
        <plb-signals-panel .slug=${this.slug} .integrationId=${integration.id}></plb-signals-panel>
      </div><div class="stack">
        ${feedsPanel(integration.feeds, integration.lastSignalAt)}
        ${integration.mode === "WEBHOOK" ? html`<plb-test-delivery-panel .integrationId=${integration.id} .allowed=${this.can("integrations:write")}></plb-test-delivery-panel>` : nothing}
        ${registrationsPanel(integration.registrations, integration.hookUrl, integration.method === "secret")}
      </div></div>`;
  }
}

defineElement("plb-integration-page", IntegrationPage);

/** The catalogue names what is watched in the plural: repositories, channels. */
function inNumber(plural: string, count: number): string {
  return count === 1 ? plural.replace(/ies$/, "y").replace(/([^s])s$/, "$1") : plural;
}
