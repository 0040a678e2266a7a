import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { exactTime, momentOf } from "../../parts/clock.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { LightElement } from "../../parts/light-element.ts";
import { listBody } from "../../parts/list-body.ts";
import { type MarkState, stateWord } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { EventsController } from "../../session/events-controller.ts";
import {
  RedeliverWebhookMessageDocument,
  WebhookMessageListDocument,
  type WebhookMessageListQuery,
  type WebhookMessageListQueryVariables,
} from "./webhooks.gen.ts";

type Message = Extract<
  NonNullable<WebhookMessageListQuery["node"]>,
  { __typename: "WebhookEndpoint" }
>["messages"]["nodes"][number];

const states: Record<string, { state: MarkState; word: string }> = {
  PENDING: { state: "running", word: "Under way" },
  DELIVERED: { state: "proven", word: "Delivered" },
  FAILED: { state: "broken", word: "Failed" },
  CANCELLED: { state: "passed", word: "Cancelled" },
};

/** What was sent to an endpoint, each message with its attempts. */
export class MessagesPanel extends LightElement {
  static override properties = { endpointId: {}, allowed: { type: Boolean } };
  declare endpointId: string;
  declare allowed: boolean;
  #list: ListController<WebhookMessageListQuery, WebhookMessageListQueryVariables, Message>;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.endpointId = "";
    this.allowed = false;
    this.#list = new ListController(this, {
      document: WebhookMessageListDocument,
      variables: () => (this.endpointId ? { id: this.endpointId, first: 25 } : undefined),
      connection: (data) => (data.node?.__typename === "WebhookEndpoint" ? data.node.messages : undefined),
      idOf: (message) => message.id,
    });
    new EventsController(this, { gather: 800, onEvents: () => void this.#list.refetch() });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Attempts are not events; while one is under way, look again.
    this.#timer = setInterval(() => {
      if (this.#list.nodes.some((each) => each.state === "PENDING")) void this.#list.refetch();
    }, 2000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  #redeliver(message: Message): void {
    void runStep(async () => {
      await mutate(RedeliverWebhookMessageDocument, { input: { id: message.id } });
      toast("It is sent again, with the same webhook-id.");
      await this.#list.refetch();
    });
  }

  #attempts(message: Message): TemplateResult | undefined {
    const last = message.attempts.at(-1);
    if (!last?.error) return undefined;
    return html`<div><p><strong>${last.error}</strong> Attempt ${last.number}, ${momentOf(last.startedAt)}, ${last.durationMs} ms.</p>
      <p>${message.nextAttemptAt ? html`Tried again ${timeAgo(message.nextAttemptAt, "until")}.` : "No further attempt is planned."}${last.response ? html` It answered: <code>${last.response.slice(0, 160)}</code>` : nothing}</p>${this.allowed ? html`<p class="row phone-only"><button class="btn small" type="button" @click=${() => this.#redeliver(message)}>Send again</button></p>` : nothing}</div>`;
  }

  #table(): TemplateResult {
    return dataTable<Message>({
      label: "Messages",
      rows: this.#list.nodes,
      key: (each) => each.id,
      rowClass: (each) =>
        `${each.attempts.at(-1)?.error ? "refused" : ""} ${this.#list.fresh.has(each.id) ? "arrived" : ""}`,
      after: (each) => this.#attempts(each),
      columns: [
        {
          head: "Made",
          cell: (each) => html`<span title=${exactTime(each.createdAt)}>${momentOf(each.createdAt)}</span>`,
        },
        { head: "Event", cell: (each) => html`<code>${each.eventType}</code>` },
        { head: "State", cell: (each) => stateWord(states[each.state]?.state ?? "unknown", states[each.state]?.word) },
        {
          head: "Answer",
          wide: true,
          cell: (each) => html`${each.attempts.at(-1)?.status ?? html`<span class="quiet">none</span>`}`,
        },
        { head: "Attempts", num: true, wide: true, cell: (each) => each.attempts.length },
        {
          head: "Again",
          hiddenHead: true,
          wide: true,
          className: "actions",
          cell: (each) =>
            this.allowed
              ? html`<button class="btn small" type="button" @click=${() => this.#redeliver(each)}>Send again</button>`
              : nothing,
        },
      ],
    });
  }

  override render(): TemplateResult {
    return panel({
      id: "messages",
      title: "Messages",
      meta: "kept 30 days",
      className: "deliveries",
      body: listBody(this.#list, {
        body: () => this.#table(),
        empty: () =>
          emptyState({
            title: "Nothing was sent yet",
            words: "Send a test event, or wait for the next thing to happen.",
          }),
      }),
    });
  }
}

defineElement("plb-messages-panel", MessagesPanel);
