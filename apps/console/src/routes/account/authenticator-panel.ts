import { html, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { codeBlock } from "../../parts/code-block.ts";
import { defineElement } from "../../parts/define-element.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { LightElement } from "../../parts/light-element.ts";
import { stateWord } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { toast } from "../../parts/toast.ts";
import { authRequest } from "../../session/auth-request.ts";
import { session } from "../../session/session.ts";
import { StoreController } from "../../session/store-controller.ts";

interface TotpSetup {
  totpURI: string;
  backupCodes: string[];
}

const passwordField = (errorOf: (name: string) => string | undefined): TemplateResult =>
  field({
    name: "password",
    label: "Your password",
    type: "password",
    autocomplete: "current-password",
    required: true,
    autofocus: true,
    error: errorOf("password"),
  });

/** The second step by an authenticator app: set up with a QR code, proven by a first code, switched off by password. */
export class AuthenticatorPanel extends LightElement {
  constructor() {
    super();
    new StoreController(this, session);
  }

  async #setUp(): Promise<void> {
    const setup = await openFormDialog<TotpSetup>({
      title: "Set up an authenticator app",
      verb: "Go on",
      intro: "First show that it is you.",
      fields: ({ errorOf }) => passwordField(errorOf),
      submit: ({ password = "" }) => authRequest<TotpSetup>("/two-factor/enable", { password, issuer: "Plumbline" }),
    });
    if (!setup) return;
    const qrcode = await import("qrcode");
    const picture = await qrcode.toString(setup.totpURI, { type: "svg", margin: 0, errorCorrectionLevel: "M" });
    const secret = new URL(setup.totpURI).searchParams.get("secret") ?? "";
    const proven = await openFormDialog<boolean>({
      title: "Prove it with a first code",
      verb: "Prove it",
      wide: true,
      fields: ({
        errorOf,
      }) => html`<div class="totp"><div class="qr" role="img" aria-label="QR code for the authenticator app">${unsafeHTML(picture)}</div><div class="form">
        <p class="soft">Scan the picture with your app, or type the key. Then enter the code it shows.</p>${codeBlock("Key", secret, true)}
        ${field({ name: "code", label: "Six-digit code", inputmode: "numeric", autocomplete: "one-time-code", maxlength: 6, required: true, autofocus: true, error: errorOf("code") })}</div></div>
        <div class="field"><p class="label">Backup codes: each one signs you in once, should the app be lost. Keep them elsewhere.</p>${codeBlock("Backup codes", setup.backupCodes.join("\n"))}</div>`,
      submit: async ({ code = "" }) => {
        await authRequest("/two-factor/verify-totp", { code });
        return true;
      },
    });
    await session.refresh();
    if (proven) toast("The authenticator app is proven. It is asked for at each sign-in.");
  }

  async #switchOff(): Promise<void> {
    const done = await openFormDialog<boolean>({
      title: "Switch off the authenticator app",
      verb: "Switch it off",
      danger: true,
      intro: "Signing in then needs your password or a passkey only.",
      fields: ({ errorOf }) => passwordField(errorOf),
      submit: async ({ password = "" }) => {
        await authRequest("/two-factor/disable", { password });
        return true;
      },
    });
    if (!done) return;
    await session.refresh();
    toast("The authenticator app is switched off.");
  }

  async #newCodes(): Promise<void> {
    const answer = await openFormDialog<{ backupCodes: string[] }>({
      title: "New backup codes",
      verb: "Make new codes",
      intro: "The old ones stop working.",
      fields: ({ errorOf }) => passwordField(errorOf),
      submit: ({ password = "" }) => authRequest("/two-factor/generate-backup-codes", { password }),
    });
    if (!answer) return;
    await openFormDialog({
      title: "Your new backup codes",
      verb: "I have kept them",
      fields: () =>
        html`<p class="soft">They are shown once.</p>${codeBlock("Backup codes", answer.backupCodes.join("\n"))}`,
      submit: async () => true,
    });
  }

  override render(): TemplateResult {
    const on = session.viewer?.twoFactorEnabled ?? false;
    return panel({
      id: "authenticator",
      title: "Authenticator app",
      meta: stateWord(on ? "proven" : "passed", on ? "asked for at sign-in" : "off"),
      pad: true,
      body: on
        ? html`<p class="row"><button class="btn" type="button" @click=${this.#newCodes}>New backup codes</button><button class="btn danger" type="button" @click=${this.#switchOff}>Switch it off</button></p>`
        : html`<div class="form"><p class="soft">A code from an app as second step: whoever learns your password still cannot sign in.</p><p><button class="btn" type="button" @click=${this.#setUp}>Set it up</button></p></div>`,
    });
  }
}

defineElement("plb-authenticator-panel", AuthenticatorPanel);
