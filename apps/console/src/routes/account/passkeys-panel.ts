import { html, type TemplateResult } from "lit";
import { confirmStep } from "../../parts/confirm-step.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { authRequest } from "../../session/auth-request.ts";
import { addPasskey, passkeysWork } from "../../session/passkeys.ts";
import { browserName } from "./browser-name.ts";

interface Passkey {
  id: string;
  name?: string | null;
  createdAt?: string | null;
  backedUp?: boolean;
}

/** The passkeys of the account: add one, name it, remove it. */
export class PasskeysPanel extends LightElement {
  static override properties = { passkeys: { state: true }, error: { state: true } };
  declare passkeys: Passkey[] | undefined;
  declare error: unknown;

  constructor() {
    super();
    this.passkeys = undefined;
    this.error = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.passkeys = await authRequest<Passkey[]>("/passkey/list-user-passkeys");
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  async #add(): Promise<void> {
    const added = await openFormDialog({
      title: "Add a passkey",
      intro: "The browser then asks for your fingerprint, face, PIN or security key.",
      verb: "Add the passkey",
      fields: ({ errorOf }) =>
        field({
          name: "name",
          label: "Name",
          value: browserName(navigator.userAgent),
          required: true,
          autofocus: true,
          maxlength: 60,
          error: errorOf("name"),
        }),
      submit: async ({ name = "" }) => {
        await addPasskey(name.trim());
        return true;
      },
    });
    if (!added) return;
    toast("The passkey is added. You can sign in with it from now on.");
    await this.#read();
  }

  async #remove(passkey: Passkey): Promise<void> {
    const name = passkey.name ?? "this passkey";
    if (
      !(await confirmStep({
        title: `Remove ${name}`,
        consequence: "It can no longer sign in to this account. The device may keep showing it; it will be refused.",
        verb: "Remove",
        danger: true,
      }))
    )
      return;
    try {
      await authRequest("/passkey/delete-passkey", { id: passkey.id });
      toast(`${name} is removed.`);
      await this.#read();
    } catch (error) {
      this.error = error;
    }
  }

  #list(passkeys: readonly Passkey[]): TemplateResult {
    if (passkeys.length === 0)
      return emptyState({
        title: "No passkey yet",
        words: passkeysWork()
          ? "A passkey signs you in without a password, and cannot be phished."
          : "Passkeys need https, or this very machine. This page was reached by neither.",
      });
    return html`<ul class="claims">${passkeys.map((each) => html`<li data-item>${mark("proven", "")}<span class="what">${each.name ?? "Passkey"}</span><span class="when tail"><button class="btn small" type="button" @click=${() => this.#remove(each)}>Remove</button></span><p class="proof">Added ${timeAgo(each.createdAt)}${each.backedUp ? ", kept in step between your devices" : ""}</p></li>`)}</ul>`;
  }

  override render(): TemplateResult {
    return panel({
      id: "passkeys",
      title: "Passkeys",
      aside: passkeysWork()
        ? html`<button class="btn small" type="button" @click=${this.#add}>Add a passkey</button>`
        : undefined,
      body: this.error
        ? loadError(this.error, () => void this.#read())
        : this.passkeys
          ? this.#list(this.passkeys)
          : skeleton(1),
    });
  }
}

defineElement("plb-passkeys-panel", PasskeysPanel);
