import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { type Column, dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { panel } from "../../parts/panel.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { accountHead } from "../account/account-tabs.ts";
import "./push-devices-panel.ts";
import {
  NotificationPreferencesDocument,
  type NotificationPreferencesQuery,
  SetNotificationPreferenceDocument,
} from "./inbox.gen.ts";

type Preference = NonNullable<NotificationPreferencesQuery["viewer"]>["notificationPreferences"][number];

const ways = { inbox: "inbox", email: "email", push: "browser" } as const;

/** The kind of what rules send to one person. */
const personalKind = "personal_message";

/** Where each kind of notice shall reach the reader. */
export class NotificationsPage extends LightElement {
  #read = new QueryController(this, { document: NotificationPreferencesDocument, variables: () => ({}) });

  #set(preference: Preference, change: { inbox?: boolean; email?: boolean; push?: boolean }): void {
    void runStep(async () => {
      await mutate(SetNotificationPreferenceDocument, {
        input: { kind: preference.kind, inbox: preference.inbox, email: preference.email, ...change },
      });
      await this.#read.refetch();
    });
  }

  #switch(preference: Preference, way: "inbox" | "email" | "push"): TemplateResult {
    return html`<input type="checkbox" class="switch" aria-label="${preference.title} by ${ways[way]}" .checked=${preference[way]} @change=${(event: Event) => this.#set(preference, { [way]: (event.target as HTMLInputElement).checked })}>`;
  }

  /** Only what the rule pipeline sends to a person goes to browsers. */
  #pushSwitch(preference: Preference): TemplateResult {
    return preference.kind === personalKind
      ? this.#switch(preference, "push")
      : html`<span class="quiet" title="Only messages for you in person are shown by browsers">–</span>`;
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const preferences = data?.viewer?.notificationPreferences;
    const columns: Column<Preference>[] = [
      { head: "When", cell: (each) => html`<b>${each.title}</b><span class="sub">${each.description}</span>` },
      { head: "Inbox", num: true, cell: (each) => this.#switch(each, "inbox") },
      { head: "Email", num: true, cell: (each) => this.#switch(each, "email") },
      { head: "Browser", num: true, cell: (each) => this.#pushSwitch(each) },
    ];
    return html`${accountHead("notifications")}<div class="narrow-page stack">${panel({ id: "notifications", title: "Notifications", meta: "in all your workspaces", body: preferences ? dataTable({ label: "Notifications", rows: preferences, key: (each) => each.kind, columns }) : error ? loadError(error, () => void this.#read.refetch()) : skeleton(4), footer: "Mail about signing in and your password always comes." })}<plb-push-devices></plb-push-devices></div>`;
  }
}

defineElement("plb-notifications-page", NotificationsPage);
