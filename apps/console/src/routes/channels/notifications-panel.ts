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
import { tabs } from "../../parts/tabs.ts";
import { toast } from "../../parts/toast.ts";
import { EventsController } from "../../session/events-controller.ts";
import {
  ChannelNotificationsDocument,
  type ChannelNotificationsQuery,
  type ChannelNotificationsQueryVariables,
  type NotificationRowFragment,
  ResendNotificationDocument,
} from "./channels.gen.ts";

const states: Record<string, { state: MarkState; word: string }> = {
  QUEUED: { state: "running", word: "Under way" },
  SENT: { state: "proven", word: "Taken" },
  FAILED: { state: "broken", word: "Failed" },
  MERGED: { state: "passed", word: "Merged" },
  SUPPRESSED: { state: "passed", word: "Suppressed" },
};

/** Which messages each tab shows. */
const choices = {
  all: { label: "All", in: null },
  failed: { label: "Failed", in: ["FAILED"] },
  merged: { label: "Merged", in: ["MERGED"] },
} as const;

export type MessageChoice = keyof typeof choices;

/** The choice that an address names. */
export function messageChoice(given: string | null): MessageChoice {
  return given === "failed" || given === "merged" ? given : "all";
}

/** What went to a channel, each message with its attempts and the far side's words. */
export class NotificationsPanel extends LightElement {
  static override properties = { channelId: {}, allowed: { type: Boolean }, choice: {}, path: {} };
  declare channelId: string;
  declare allowed: boolean;
  declare choice: MessageChoice;
  /** The page's own address, for the tabs. */
  declare path: string;
  #list: ListController<ChannelNotificationsQuery, ChannelNotificationsQueryVariables, NotificationRowFragment>;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.channelId = "";
    this.allowed = false;
    this.choice = "all";
    this.path = "";
    this.#list = new ListController(this, {
      document: ChannelNotificationsDocument,
      variables: () => (this.channelId ? { id: this.channelId, first: 25, filter: this.#filter() } : undefined),
      connection: (data) => (data.node?.__typename === "Channel" ? data.node.notifications : undefined),
      idOf: (message) => message.id,
    });
    new EventsController(this, {
      types: ["notification.", "channel."],
      gather: 400,
      onEvents: () => void this.#list.refetch(),
    });
  }

  #filter(): ChannelNotificationsQueryVariables["filter"] {
    const { in: only } = choices[this.choice];
    return only ? { state: { in: [...only] } } : null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A failed attempt in between is no event; while one is planned, look again.
    this.#timer = setInterval(() => {
      if (this.#list.nodes.some((each) => each.state === "QUEUED")) void this.#list.refetch();
    }, 2000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  #resend(message: NotificationRowFragment): void {
    void runStep(async () => {
      await mutate(ResendNotificationDocument, { input: { id: message.id } });
      toast("It is sent again.");
      await this.#list.refetch();
    });
  }

  #again(message: NotificationRowFragment): TemplateResult | typeof nothing {
    const may = this.allowed && (message.state === "FAILED" || message.state === "SUPPRESSED");
    return may
      ? html`<button class="btn small" type="button" @click=${() => this.#resend(message)}>Send again</button>`
      : nothing;
  }

  #attempts(message: NotificationRowFragment): TemplateResult | undefined {
    const { attempts, reason, state } = message;
    const failed = attempts.filter((each) => each.error);
    if (failed.length === 0 && !reason) return undefined;
    const planned =
      state === "QUEUED" && message.nextAttemptAt
        ? html`Tried again ${timeAgo(message.nextAttemptAt, "until")}.`
        : state === "SENT"
          ? html`Taken at attempt ${attempts.find((each) => !each.error)?.number}.`
          : nothing;
    return html`<div>${failed.length === 0 ? html`<p>${reason}</p>` : failed.map((each) => html`<p><strong>${each.error}</strong> Attempt ${each.number}, ${momentOf(each.startedAt)}, ${each.durationMs} ms.</p>`)}
      <p>${planned}</p><p class="row phone-only">${this.#again(message)}</p></div>`;
  }

  #table(): TemplateResult {
    return dataTable<NotificationRowFragment>({
      label: "Messages",
      rows: this.#list.nodes,
      key: (each) => each.id,
      rowClass: (each) =>
        `${each.state === "FAILED" || each.attempts.at(-1)?.error ? "refused" : ""} ${this.#list.fresh.has(each.id) ? "arrived" : ""}`,
      after: (each) => this.#attempts(each),
      columns: [
        {
          head: "Asked for",
          cell: (each) => html`<span title=${exactTime(each.createdAt)}>${momentOf(each.createdAt)}</span>`,
        },
        {
          head: "Message",
          cell: (each) =>
            html`<a href=${each.url}>${each.title}</a>${each.mergedCount > 0 ? html`<span class="sub">Stands for ${each.mergedCount.toLocaleString("en")} messages</span>` : nothing}`,
        },
        { head: "State", cell: (each) => stateWord(states[each.state]?.state ?? "unknown", states[each.state]?.word) },
        {
          head: "The far side said",
          wide: true,
          cell: (each) => {
            const last = each.attempts.at(-1);
            return last
              ? html`${last.status ?? nothing} <span class="quiet">${last.response?.slice(0, 60)}</span>`
              : html`<span class="quiet">nothing yet</span>`;
          },
        },
        { head: "Attempts", num: true, wide: true, cell: (each) => each.attempts.length },
        { head: "Again", hiddenHead: true, wide: true, className: "actions", cell: (each) => this.#again(each) },
      ],
    });
  }

  override render(): TemplateResult {
    const list = Object.entries(choices).map(([key, { label }]) => ({
      key,
      label,
      href: key === "all" ? this.path : `${this.path}?state=${key}`,
    }));
    return panel({
      id: "messages",
      title: "Messages",
      meta: "kept 30 days",
      aside: tabs("Messages", this.choice, list),
      className: "deliveries",
      body: listBody(this.#list, {
        body: () => this.#table(),
        empty: () =>
          emptyState(
            this.choice === "all"
              ? { title: "Nothing was sent yet", words: "Send a test and see what the far side says." }
              : { title: `No message ${choices[this.choice].label.toLowerCase()}`, words: "Look at all of them." },
          ),
      }),
    });
  }
}

defineElement("plb-notifications-panel", NotificationsPanel);
