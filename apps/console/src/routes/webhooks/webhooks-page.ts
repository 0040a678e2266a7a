import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { listBody } from "../../parts/list-body.ts";
import { type MarkState, stateWord } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { doOnArrival } from "../../shell/do-on-arrival.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { showSecret } from "../integrations/show-secret.ts";
import { endpointFields, endpointInput, readEventTypes } from "./endpoint-form.ts";
import {
  CreateWebhookEndpointDocument,
  WebhookEndpointListDocument,
  type WebhookEndpointListQuery,
  type WebhookEndpointListQueryVariables,
} from "./webhooks.gen.ts";

type Endpoint = NonNullable<WebhookEndpointListQuery["workspace"]>["webhookEndpoints"]["nodes"][number];

/** Addresses of the workspace's own to which events are sent. */
export class WebhooksPage extends WorkspacePage {
  #list = new ListController<WebhookEndpointListQuery, WebhookEndpointListQueryVariables, Endpoint>(this, {
    document: WebhookEndpointListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
    connection: (data) => data.workspace?.webhookEndpoints,
    idOf: (endpoint) => endpoint.id,
  });

  constructor() {
    super();
    new EventsController(this, { types: ["webhook_"], gather: 400, onEvents: () => void this.#list.refetch() });
  }

  override firstUpdated(): void {
    doOnArrival(this.search, "create", () => void this.#create());
  }

  async #create(): Promise<void> {
    const types = await readEventTypes().catch(() => []);
    const made = await openFormDialog({
      title: "Add a webhook endpoint",
      verb: "Add the endpoint",
      wide: true,
      fields: (state) => endpointFields(state, { url: "", description: "", eventTypes: null }, types),
      submit: (values, form) =>
        mutate(CreateWebhookEndpointDocument, {
          input: { workspaceId: this.workspaceId, ...endpointInput(values, form) },
        }),
    });
    if (!made) return;
    await showSecret({
      title: "The signing secret",
      words: "It is shown once. Your receiver checks each request with it.",
      label: "Secret",
      secret: made.secret,
    });
    navigate(this.at(`webhooks/${made.webhookEndpoint.id}`));
  }

  #table(): TemplateResult {
    return dataTable<Endpoint>({
      label: "Webhook endpoints",
      rows: this.#list.nodes,
      key: (each) => each.id,
      href: (each) => this.at(`webhooks/${each.id}`),
      columns: [
        {
          head: "Endpoint",
          cell: (each) =>
            html`<a href=${this.at(`webhooks/${each.id}`)}><b>${each.description || new URL(each.url).host}</b></a><span class="sub">${each.url}</span>`,
        },
        { head: "Events", wide: true, cell: (each) => (each.eventTypes ? `${each.eventTypes.length} kinds` : "all") },
        {
          head: "State",
          cell: (each) =>
            stateWord(each.claim.state.toLowerCase() as MarkState, each.disabledAt ? "Disabled" : undefined),
        },
        { head: "Last proof", num: true, cell: (each) => timeAgo(each.claim.proof?.when) },
      ],
    });
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Outbound webhooks" }],
      reads: this.#list,
      live: true,
      commands: this.can("webhooks:write") ? [{ label: "Add a webhook endpoint", run: () => void this.#create() }] : [],
    });
    const add = html`<button class="btn primary" type="button" @click=${this.#create}>Add an endpoint</button>`;
    return html`${pageHead({ title: "Outbound webhooks", sub: "What happens here, sent to servers of yours: signed, retried over 24 hours, each attempt kept.", actions: this.can("webhooks:write") ? add : undefined })}
      <section class="panel" aria-label="Endpoints">${listBody(this.#list, { body: () => this.#table(), empty: () => emptyState({ title: "No endpoint yet", words: "Add the address of a server of yours, send it a test event, and see each attempt with its answer.", action: this.can("webhooks:write") ? add : undefined }) })}</section>`;
  }
}

defineElement("plb-webhooks-page", WebhooksPage);
