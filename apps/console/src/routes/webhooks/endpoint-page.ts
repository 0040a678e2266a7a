import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { badge } from "../../parts/badge.ts";
import { claimList } from "../../parts/claim-list.ts";
import { exactTime } from "../../parts/clock.ts";
import { confirmDangerous } from "../../parts/confirm-dangerous.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { icon } from "../../parts/icon.ts";
import { loadError } from "../../parts/load-error.ts";
import type { MarkState } from "../../parts/mark.ts";
import { menuButton } from "../../parts/menu-button.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { showSecret } from "../integrations/show-secret.ts";
import { claimItem } from "../readiness/claim-item.ts";
import { endpointFields, endpointInput, readEventTypes } from "./endpoint-form.ts";
import "./messages-panel.ts";
import {
  DeleteWebhookEndpointDocument,
  DisableWebhookEndpointDocument,
  EnableWebhookEndpointDocument,
  RotateWebhookEndpointSecretDocument,
  SendTestWebhookDocument,
  UpdateWebhookEndpointDocument,
  WebhookEndpointPageDocument,
  type WebhookEndpointPageQuery,
} from "./webhooks.gen.ts";

type Endpoint = Extract<NonNullable<WebhookEndpointPageQuery["node"]>, { __typename: "WebhookEndpoint" }>;

/** One endpoint: whether events reach it, what was sent, and its secret's life. */
export class EndpointPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: WebhookEndpointPageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });

  constructor() {
    super();
    new EventsController(this, { types: ["webhook_"], gather: 400, onEvents: () => void this.#read.refetch() });
  }

  async #do(run: () => Promise<unknown>, words: string): Promise<void> {
    await runStep(async () => {
      await run();
      toast(words);
      await this.#read.refetch();
    });
  }

  async #edit(endpoint: Endpoint): Promise<void> {
    const types = await readEventTypes().catch(() => []);
    const changed = await openFormDialog({
      title: "Change the endpoint",
      verb: "Save",
      wide: true,
      fields: (state) => endpointFields(state, endpoint, types),
      submit: (values, form) =>
        mutate(UpdateWebhookEndpointDocument, { input: { id: endpoint.id, ...endpointInput(values, form) } }),
    });
    if (changed) await this.#read.refetch();
  }

  async #rotate(endpoint: Endpoint): Promise<void> {
    if (
      !(await confirmStep({
        title: "Rotate the secret",
        consequence:
          "A new secret is made. For 24 hours each request carries both signatures, so that your receiver can change over.",
        verb: "Rotate",
      }))
    )
      return;
    await runStep(async () => {
      const { secret } = await mutate(RotateWebhookEndpointSecretDocument, { input: { id: endpoint.id } });
      await showSecret({ title: "The new signing secret", words: "It is shown once.", label: "Secret", secret });
      await this.#read.refetch();
    });
  }

  async #delete(endpoint: Endpoint): Promise<void> {
    const name = endpoint.description || new URL(endpoint.url).host;
    if (
      !(await confirmDangerous({
        title: `Delete ${name}`,
        name,
        consequence: "Nothing more is sent to it, its secret is destroyed, and its messages go with it.",
      }))
    )
      return;
    if (await runStep(async () => void (await mutate(DeleteWebhookEndpointDocument, { input: { id: endpoint.id } }))))
      navigate(this.at("webhooks"));
  }

  #actions(endpoint: Endpoint): TemplateResult | undefined {
    if (!this.can("webhooks:write")) return undefined;
    const input = { id: endpoint.id };
    return html`${menuButton({
      face: icon("more"),
      label: "More actions",
      buttonClass: "btn plain icon",
      items: [
        { label: "Change", run: () => void this.#edit(endpoint) },
        { label: "Rotate the secret", run: () => void this.#rotate(endpoint) },
        endpoint.disabledAt
          ? {
              label: "Enable",
              run: () =>
                void this.#do(() => mutate(EnableWebhookEndpointDocument, { input }), "Events are sent to it again."),
            }
          : {
              label: "Disable",
              run: () =>
                void this.#do(
                  () => mutate(DisableWebhookEndpointDocument, { input }),
                  "Nothing more is sent to it until it is enabled.",
                ),
            },
        "line",
        { label: "Delete the endpoint", danger: true, run: () => void this.#delete(endpoint) },
      ],
    })}<button class="btn primary" type="button" @click=${() => this.#do(() => mutate(SendTestWebhookDocument, { input }), "A test event is on its way.")}>Send a test event</button>`;
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const endpoint = data?.node?.__typename === "WebhookEndpoint" ? data.node : undefined;
    const name = endpoint ? endpoint.description || new URL(endpoint.url).host : "Endpoint";
    this.describe({
      crumbs: [{ label: "Outbound webhooks", href: this.at("webhooks") }, { label: name }],
      reads: this.#read,
      live: true,
    });
    if (!endpoint)
      return html`<h1 class="vh">Endpoint</h1><div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : data ? emptyState({ title: "There is no such endpoint", words: "It was deleted." }) : skeleton(4)}</div>`;
    const state = endpoint.claim.state.toLowerCase() as MarkState;
    const said =
      {
        proven: "Events reach it",
        claimed: "Nothing delivered yet",
        stale: "Nothing delivered for long",
        broken: endpoint.disabledAt ? "Disabled" : "Failing",
      }[state as "proven"] ?? endpoint.claim.state;
    return html`${pageHead({ title: name, sub: html`<code>${endpoint.url}</code>`, badge: badge(state, said), actions: this.#actions(endpoint) })}
      <div class="cols two"><div class="stack"><plb-messages-panel .endpointId=${endpoint.id} .allowed=${this.can("webhooks:write")}></plb-messages-panel></div>
      <div class="stack">${panel({ id: "proof", title: "Proof", body: claimList([{ ...claimItem(endpoint.claim, this.slug), next: null }]) })}
        ${panel({ id: "facts", title: "Facts", pad: true, body: html`<dl class="facts"><dt>Events</dt><dd>${endpoint.eventTypes ? endpoint.eventTypes.map((type) => html`<code>${type}</code> `) : "all"}</dd><dt>Added</dt><dd>${exactTime(endpoint.createdAt, "short")}</dd><dt>Secret</dt><dd>${endpoint.secretRotatedAt ? `rotated ${exactTime(endpoint.secretRotatedAt, "short")}` : "the first one"}</dd>${endpoint.previousSecretUntil ? html`<dt>Both signatures until</dt><dd>${exactTime(endpoint.previousSecretUntil)}</dd>` : nothing}</dl>` })}</div></div>`;
  }
}

defineElement("plb-endpoint-page", EndpointPage);
