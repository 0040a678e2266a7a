import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { mutateOrQueue } from "../../data/mutate-or-queue.ts";
import { pendingActions } from "../../offline/pending-actions.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { LightElement } from "../../parts/light-element.ts";
import { listBody } from "../../parts/list-body.ts";
import { mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { unread as unreadCount } from "../../session/unread.ts";
import { pageContext } from "../../shell/page-context.ts";
import { resolveHref } from "../readiness/claim-item.ts";
import {
  InboxListDocument,
  type InboxListQuery,
  type InboxListQueryVariables,
  MarkInboxReadDocument,
} from "./inbox.gen.ts";

type Item = NonNullable<InboxListQuery["viewer"]>["inbox"]["nodes"][number];

/** What concerns the reader in person, from all workspaces. */
export class InboxPage extends LightElement {
  #list = new ListController<InboxListQuery, InboxListQueryVariables, Item>(this, {
    document: InboxListDocument,
    variables: () => ({ first: 50 }),
    connection: (data) => data.viewer?.inbox,
    idOf: (item) => item.id,
  });
  #timer: ReturnType<typeof setInterval> | undefined;
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // The inbox spans workspaces, and live streams belong to one: look again now and then.
    this.#timer = setInterval(() => void this.#list.refetch(), 15_000);
    this.#stop = pendingActions.onSent(() => void Promise.all([this.#list.refetch(), unreadCount.refresh()]));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    this.#stop?.();
  }

  async #read(input: { ids: string[] } | { all: true }): Promise<void> {
    await runStep(async () => {
      const label = "ids" in input ? "Mark a notice read" : "Mark all notices read";
      if ((await mutateOrQueue(MarkInboxReadDocument, { input }, label)) === "waits") return;
      await Promise.all([this.#list.refetch(), unreadCount.refresh()]);
    });
  }

  #item(item: Item): TemplateResult {
    const href = item.workspace ? resolveHref(item.href, item.workspace.slug) : item.href;
    return html`<li data-item class=${item.readAt ? "read" : ""}>${mark(item.readAt ? "passed" : "proven", item.readAt ? "Read" : "Unread")}<span class="what"><a href=${href} @click=${() => {
      if (!item.readAt) void this.#read({ ids: [item.id] });
    }}>${item.title}</a></span><span class="when">${timeAgo(item.createdAt)}</span>
      <p class="proof">${item.body}${item.workspace ? html` <span class="tag">${item.workspace.name}</span>` : nothing}</p></li>`;
  }

  override render(): TemplateResult {
    pageContext.offer({ crumbs: [{ label: "Inbox" }], operation: this.#list.operation });
    const unread = this.#list.nodes.filter((item) => !item.readAt);
    return html`<div class="narrow-page">${pageHead({ title: "Inbox", sub: "What concerns you, from all your workspaces.", actions: html`<a class="btn" href="/account/notifications">Choose what comes here</a>${unread.length > 0 ? html`<button class="btn" type="button" @click=${() => this.#read({ all: true })}>Mark all read</button>` : nothing}` })}
      <section class="panel" aria-label="Notices">${listBody(this.#list, { body: () => html`<ul class="claims">${this.#list.nodes.map((item) => this.#item(item))}</ul>`, empty: () => emptyState({ title: "Nothing waits for you", words: "Invitations, broken integrations and other things that need you stand here." }) })}</section></div>`;
  }
}

defineElement("plb-inbox-page", InboxPage);
