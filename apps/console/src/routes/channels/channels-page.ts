import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { listBody } from "../../parts/list-body.ts";
import { type MarkState, stateWord } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { navigate } from "../../router.ts";
import { EventsController } from "../../session/events-controller.ts";
import { doOnArrival } from "../../shell/do-on-arrival.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { addChannel, kindIcon } from "./add-channel.ts";
import "./channels.css";
import {
  ChannelListDocument,
  type ChannelListQuery,
  type ChannelListQueryVariables,
  type ChannelRowFragment,
} from "./channels.gen.ts";

/** The state of a channel, in a word. */
export function channelState({ claim, mutedAt }: Pick<ChannelRowFragment, "claim" | "mutedAt">): TemplateResult {
  if (mutedAt) return stateWord("passed", "Muted");
  const state = claim.state.toLowerCase() as MarkState;
  return stateWord(state);
}

/** Where the workspace's messages go, each with its proof. */
export class ChannelsPage extends WorkspacePage {
  #list = new ListController<ChannelListQuery, ChannelListQueryVariables, ChannelRowFragment>(this, {
    document: ChannelListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
    connection: (data) => data.workspace?.channels,
    idOf: (channel) => channel.id,
  });

  constructor() {
    super();
    new EventsController(this, {
      types: ["channel.", "notification.sent", "notification.failed"],
      gather: 400,
      onEvents: () => void this.#list.refetch(),
    });
  }

  override firstUpdated(): void {
    doOnArrival(this.search, "create", () => void this.#add());
  }

  async #add(): Promise<void> {
    await runStep(async () => {
      const id = await addChannel(this.workspaceId, this.slug);
      if (id) navigate(this.at(`channels/${id}`));
    });
  }

  #table(): TemplateResult {
    return dataTable<ChannelRowFragment>({
      label: "Channels",
      rows: this.#list.nodes,
      key: (each) => each.id,
      href: (each) => this.at(`channels/${each.id}`),
      after: (each) =>
        each.claim.state === "BROKEN" && !each.mutedAt
          ? html`<div><p><strong>${each.claim.reason}</strong></p></div>`
          : undefined,
      rowClass: (each) => (each.claim.state === "BROKEN" && !each.mutedAt ? "refused" : ""),
      columns: [
        {
          head: "Channel",
          cell: (each) =>
            html`<a href=${this.at(`channels/${each.id}`)}><b>${each.name}</b></a><span class="sub">${each.where}${each.tenant ? html` <span class="tag">${each.tenant.name}</span>` : nothing}</span>`,
        },
        {
          head: "Kind",
          wide: true,
          cell: (each) => html`<span class="channel-kind">${kindIcon(each.kind.name)}${each.kind.title}</span>`,
        },
        { head: "State", cell: channelState },
        { head: "Last proof", num: true, cell: (each) => timeAgo(each.claim.proof?.when) },
      ],
    });
  }

  override render(): TemplateResult {
    const allowed = this.can("channels:write");
    this.describe({
      crumbs: [{ label: "Channels" }],
      reads: this.#list,
      live: true,
      commands: allowed ? [{ label: "Add a channel", run: () => void this.#add() }] : [],
    });
    const add = html`<button class="btn primary" type="button" @click=${this.#add}>Add a channel</button>`;
    const yours = html`<a class="btn" href="/account/notifications">What reaches you</a>`;
    return html`${pageHead({ title: "Channels", sub: "Where messages go. Solid is what a far side really took; everything else is only set up.", actions: html`${yours}${allowed ? add : nothing}` })}
      <section class="panel" aria-label="Channels">${listBody(this.#list, { body: () => this.#table(), empty: () => emptyState({ title: "No channel yet", words: "Add Slack, mail, PagerDuty or an address of yours, send it a test, and see what the far side said.", action: allowed ? add : undefined }) })}</section>`;
  }
}

defineElement("plb-channels-page", ChannelsPage);
