import { html, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { openDialog } from "../../parts/dialog.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { type IconName, icon } from "../../parts/icon.ts";
import { showSecret } from "../integrations/show-secret.ts";
import { type ChannelKind, channelFields, channelInput, readIntegrations } from "./channel-form.ts";
import { ChannelKindsDocument, CreateChannelDocument } from "./channels.gen.ts";

const signs: Record<string, IconName> = {
  email: "mail",
  inbox: "inbox",
  pagerduty: "incident",
  webhook: "webhook",
  web_push: "status",
};

/** The sign of a kind. */
export function kindIcon(kind: string): TemplateResult {
  return icon(signs[kind] ?? "plug");
}

/** Where the guide says how a kind is connected. */
export function guideAddress(kind: Pick<ChannelKind, "guide">): string {
  return `/docs/guides/notifications#${kind.guide}`;
}

/** Lets a person choose a kind, fill in what it asks for, and keep the secret. @returns the channel's id, or undefined when it was left */
export async function addChannel(workspaceId: string, slug: string): Promise<string | undefined> {
  const { channelKinds } = await query(ChannelKindsDocument, {});
  const kind = await chooseKind(channelKinds);
  if (!kind) return undefined;
  const integrations = kind.fields.some((each) => each.integrationOf) ? await readIntegrations(slug) : [];
  const given = { name: kind.title, settings: new Map(), rateCount: kind.perMinute, rateSeconds: 60, exists: false };
  const made = await openFormDialog({
    title: `Add ${kind.title}`,
    verb: "Add the channel",
    wide: true,
    intro: html`${kind.description} <a class="link" href=${guideAddress(kind)} target="_blank">How to connect it</a>`,
    fields: (state) => channelFields(state, kind, given, integrations),
    submit: (values) =>
      mutate(CreateChannelDocument, { input: { workspaceId, kind: kind.name, ...channelInput(values) } }),
  });
  if (!made) return undefined;
  if (made.secret) {
    await showSecret({
      title: "The signing secret",
      words: "It is shown once. Your receiver checks each request with it.",
      label: "Secret",
      secret: made.secret,
    });
  }
  return made.channel.id;
}

async function chooseKind(kinds: readonly ChannelKind[]): Promise<ChannelKind | undefined> {
  return await openDialog<ChannelKind>({
    title: "Where shall messages go?",
    wide: true,
    body: (handle) =>
      html`<div class="body"><ul class="kind-list">${kinds.map(
        (kind) =>
          html`<li><button type="button" @click=${() => handle.close(kind)}>${kindIcon(kind.name)}<span><b>${kind.title}</b><small>${kind.description}</small></span>${icon("right")}</button></li>`,
      )}</ul></div>`,
  });
}
