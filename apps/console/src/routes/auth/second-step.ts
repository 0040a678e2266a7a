import { html, nothing, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { submitButton } from "../../parts/submit-button.ts";
import { authRequest } from "../../session/auth-request.ts";
import { continueSignedIn } from "./after-sign-in.ts";

/** The second step of signing in: a code of the authenticator app, or one backup code. */
export class SecondStep extends LightElement {
  static override properties = { search: { attribute: false }, backup: { state: true } };
  declare search: URLSearchParams;
  declare backup: boolean;
  #form = new FormController(this);

  constructor() {
    super();
    this.search = new URLSearchParams();
    this.backup = false;
  }

  #verify = this.#form.handle(async ({ code = "", trust }) => {
    const path = this.backup ? "/two-factor/verify-backup-code" : "/two-factor/verify-totp";
    await authRequest(path, { code: code.trim(), trustDevice: trust === "on" });
    await continueSignedIn(this.search);
  });

  override render(): TemplateResult {
    return html`<form class="form" @submit=${this.#verify}>
      ${this.#form.error ? formError(this.#form.error) : nothing}
      <div class="field"><label for="f-code">${this.backup ? "Backup code" : "Six-digit code"}</label>
        <input class="input ${this.backup ? "mono" : "code-input"}" id="f-code" name="code" autocomplete="one-time-code" inputmode=${this.backup ? "text" : "numeric"} maxlength=${this.backup ? 32 : 6} required autofocus></div>
      <label class="check"><input type="checkbox" name="trust">Trust this browser for 30 days</label>
      ${submitButton(this.#form, "Verify", "btn primary wide")}
    </form>
    <div class="row"><button class="btn plain small" type="button" @click=${() => {
      this.backup = !this.backup;
    }}>${this.backup ? "Use the app" : "Use a backup code"}</button>
      <button class="btn plain small push" type="button" @click=${() => this.dispatchEvent(new CustomEvent("restart"))}>Start over</button></div>`;
  }
}

defineElement("plb-second-step", SecondStep);
