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
import { guideAddress } from "./add-channel.ts";
import { channelFields, channelInput, readIntegrations } from "./channel-form.ts";
import "./channels.css";
import {
  ChannelPageDocument,
  type ChannelPageQuery,
  DeleteChannelDocument,
  RotateChannelSecretDocument,
  UpdateChannelDocument,
} from "./channels.gen.ts";
import { messageChoice } from "./notifications-panel.ts";
import "./test-channel-panel.ts";

type Channel = Extract<NonNullable<ChannelPageQuery["node"]>, { __typename: "Channel" }>;

const said = {
  proven: "Messages reach it",
  claimed: "Nothing taken yet",
  stale: "Nothing taken for long",
  broken: "Messages do not reach it",
} as const;

/** One channel: whether messages reach it, what was sent, and how it is set up. */
export class ChannelPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: ChannelPageDocument,
    variables: () => (this.itemId ? { id: this.itemId } : undefined),
  });

  constructor() {
    super();
    new EventsController(this, {
      types: ["channel.", "notification."],
      gather: 300,
      onEvents: () => void this.#read.refetch(),
    });
  }

  async #edit(channel: Channel): Promise<void> {
    await runStep(async () => {
      const { kind, settings, name, rateCount, rateSeconds } = channel;
      const integrations = kind.fields.some((each) => each.integrationOf) ? await readIntegrations(this.slug) : [];
      const known = new Map(settings.map((each) => [each.name, each.value]));
      const given = { name, settings: known, rateCount, rateSeconds, exists: true };
      const changed = await openFormDialog({
        title: "Change the channel",
        verb: "Save",
        wide: true,
        intro: "With other settings it has to prove itself anew; what waits is sent at once.",
        fields: (state) => channelFields(state, kind, given, integrations),
        submit: (values) => {
          const input = channelInput(values);
          const fresh = input.settings.filter(({ name: field, value }) => known.get(field) !== value);
          return mutate(UpdateChannelDocument, { input: { id: channel.id, ...input, settings: fresh } });
        },
      });
      if (changed) await this.#read.refetch();
    });
  }

  async #mute(channel: Channel): Promise<void> {
    const muted = !channel.mutedAt;
    await runStep(async () => {
      await mutate(UpdateChannelDocument, { input: { id: channel.id, muted } });
      toast(muted ? "Messages to it are suppressed until it is unmuted." : "Messages go to it again.");
      await this.#read.refetch();
    });
  }

  async #rotate(channel: Channel): Promise<void> {
    const consequence =
      "A new secret is made. For 24 hours each message carries both signatures, so that your receiver can change over.";
    if (!(await confirmStep({ title: "Rotate the secret", consequence, verb: "Rotate" }))) return;
    await runStep(async () => {
      const { secret } = await mutate(RotateChannelSecretDocument, { input: { id: channel.id } });
      if (secret)
        await showSecret({ title: "The new signing secret", words: "It is shown once.", label: "Secret", secret });
      await this.#read.refetch();
    });
  }

  async #delete(channel: Channel): Promise<void> {
    const consequence = "Nothing more is sent to it, what waits is not sent, and its secrets are destroyed.";
    if (!(await confirmDangerous({ title: `Delete ${channel.name}`, name: channel.name, consequence }))) return;
    if (await runStep(async () => void (await mutate(DeleteChannelDocument, { input: { id: channel.id } }))))
      navigate(this.at("channels"));
  }

  #actions(channel: Channel): TemplateResult | undefined {
    if (!this.can("channels:write")) return undefined;
    return html`${menuButton({
      face: icon("more"),
      label: "More actions",
      buttonClass: "btn plain icon",
      items: [
        { label: channel.mutedAt ? "Unmute" : "Mute", run: () => void this.#mute(channel) },
        ...(channel.kind.makesSecret ? [{ label: "Rotate the secret", run: () => void this.#rotate(channel) }] : []),
        "line",
        { label: "Delete the channel", danger: true, run: () => void this.#delete(channel) },
      ],
    })}<button class="btn" type="button" @click=${() => this.#edit(channel)}>Change</button>`;
  }

  #facts(channel: Channel): TemplateResult {
    const { kind, rateCount, rateSeconds, pausedUntil, previousSecretUntil, tenant, createdAt } = channel;
    return panel({
      id: "facts",
      title: "Facts",
      pad: true,
      body: html`<dl class="facts"><dt>Kind</dt><dd>${kind.title}</dd><dt>Goes to</dt><dd>${channel.where}</dd>${tenant ? html`<dt>Tenant</dt><dd>${tenant.name}</dd>` : nothing}<dt>Rate</dt><dd>${rateCount} in ${rateSeconds} s, the rest merged</dd>${pausedUntil ? html`<dt>Left alone until</dt><dd>${exactTime(pausedUntil)}</dd>` : nothing}${previousSecretUntil ? html`<dt>Both signatures until</dt><dd>${exactTime(previousSecretUntil)}</dd>` : nothing}<dt>Buttons</dt><dd>${kind.buttonsAct ? "act" : "left out; the link leads here"}</dd><dt>Added</dt><dd>${exactTime(createdAt, "short")}</dd></dl>`,
      footer: html`${kind.repeats} <a class="link" href=${guideAddress(kind)} target="_blank">Guide</a>`,
    });
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const channel = data?.node?.__typename === "Channel" ? data.node : undefined;
    this.describe({
      crumbs: [{ label: "Channels", href: this.at("channels") }, { label: channel?.name ?? "Channel" }],
      reads: this.#read,
      live: true,
    });
    if (!channel)
      return html`<h1 class="vh">Channel</h1><div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : data ? emptyState({ title: "There is no such channel", words: "It was deleted, or it belongs to somebody else." }) : skeleton(4)}</div>`;
    const state = channel.claim.state.toLowerCase() as keyof typeof said;
    const shown = channel.mutedAt ? badge("passed", "Muted") : badge(state as MarkState, said[state]);
    const proof = { ...claimItem(channel.claim, this.slug), next: null };
    const allowed = this.can("channels:write");
    return html`${pageHead({ title: channel.name, sub: html`${channel.kind.title} · ${channel.where}`, badge: shown, actions: this.#actions(channel) })}
      <div class="cols two"><div class="stack"><plb-notifications-panel .channelId=${channel.id} .allowed=${allowed} .path=${this.at(`channels/${channel.id}`)} .choice=${messageChoice(this.search.get("state"))}></plb-notifications-panel></div>
      <div class="stack">${panel({ id: "proof", title: "Proof", body: claimList([proof]) })}
        <plb-test-channel-panel .channelId=${channel.id} .allowed=${allowed} .muted=${channel.mutedAt !== null}></plb-test-channel-panel>
        ${this.#facts(channel)}</div></div>`;
  }
}

defineElement("plb-channel-page", ChannelPage);
