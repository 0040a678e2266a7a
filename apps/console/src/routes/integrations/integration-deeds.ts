import { html, nothing } from "lit";
import { mutate } from "../../data/client.ts";
import { exactTime } from "../../parts/clock.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { confirmDangerous } from "../../parts/confirm-dangerous.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { toast } from "../../parts/toast.ts";
import {
  CheckIntegrationDocument,
  DisconnectIntegrationDocument,
  ReconcileIntegrationDocument,
  RotateWebhookSecretDocument,
  UpdateIntegrationDocument,
} from "./integration.gen.ts";
import { showSecret } from "./show-secret.ts";

interface Integration {
  id: string;
  name: string;
  providerName: string;
  quietAfterSeconds: number | null;
}

/** Moves a polled integration to webhooks, once somebody says that the provider can reach this address. @returns Whether it was moved. */
export async function receiveWebhooks({ id, providerName }: Integration): Promise<boolean> {
  const moved = await openFormDialog<boolean>({
    title: "Receive webhooks",
    intro: `${providerName} tells what happens at once instead of being asked. It has to reach ${location.origin} from where it is; whether it can, a test delivery shows.`,
    verb: "Receive webhooks",
    fields: () => html``,
    submit: async () => {
      await mutate(UpdateIntegrationDocument, { input: { integrationId: id, mode: "WEBHOOK" } });
      return true;
    },
  });
  return moved === true;
}

/** Makes a new webhook secret, and shows it where nobody else can tell the sender. */
export async function rotateSecret(integration: Integration): Promise<void> {
  const { connected } = await mutate(RotateWebhookSecretDocument, { input: { integrationId: integration.id } });
  const until = connected.integration.secretOverlapEndsAt;
  if (!connected.secret) return toast("The secret is replaced, here and at the provider.");
  await showSecret({
    title: "The new webhook secret",
    words: html`It is shown once.${until ? html` The old one stays good until ${exactTime(until)}.` : nothing}`,
    label: "Secret",
    secret: connected.secret,
    more: connected.curl
      ? html`<div class="field"><p class="label">A signed delivery to paste into a terminal</p>${codeBlock("curl line", connected.curl, true)}</div>`
      : nothing,
  });
}

/** Asks for another name. */
export async function renameIntegration(integration: Integration): Promise<void> {
  await openFormDialog({
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
}

/** Asks how long nothing may come before it counts as stale. */
export async function setSilence(integration: Integration): Promise<void> {
  await openFormDialog({
    title: `When is ${integration.name} stale`,
    intro: "Nothing for longer than this, and its badge turns stale and those who operate are told.",
    verb: "Save",
    fields: ({ errorOf }) =>
      field({
        name: "hours",
        label: "Hours of silence",
        type: "number",
        value: String(Math.round((integration.quietAfterSeconds ?? 604_800) / 3600)),
        required: true,
        error: errorOf("quietAfterSeconds"),
      }),
    submit: ({ hours = "" }) =>
      mutate(UpdateIntegrationDocument, {
        input: { integrationId: integration.id, quietAfterSeconds: Math.round(Number(hours) * 3600) },
      }),
  });
}

/** Asks the provider whether the credentials work. */
export async function checkIntegration(integration: Integration): Promise<void> {
  await mutate(CheckIntegrationDocument, { input: { integrationId: integration.id } });
  toast(`${integration.providerName} was asked. What it said stands on the ladder.`);
}

/** Compares with the provider now. */
export async function reconcileIntegration(integration: Integration): Promise<void> {
  const { reconciliation } = await mutate(ReconcileIntegrationDocument, { input: { integrationId: integration.id } });
  toast(reconciliation.problem ?? reconciliation.notes[0] ?? "Everything is as it should be.");
}

/** Ends the integration, after its name was typed. What ended and what is left stands on its page afterwards. */
export async function disconnectIntegration(integration: Integration): Promise<void> {
  const sure = await confirmDangerous({
    title: `Disconnect ${integration.name}`,
    name: integration.name,
    consequence:
      "Its webhooks are removed at the provider, its credentials are destroyed here, and nothing arrives any more. Deliveries and signals that are here stay.",
  });
  if (!sure) return;
  await mutate(DisconnectIntegrationDocument, { input: { integrationId: integration.id } });
  toast(`${integration.name} is disconnected.`);
}
