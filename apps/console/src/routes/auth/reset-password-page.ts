import { html, nothing, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { field } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { submitButton } from "../../parts/submit-button.ts";
import { toast } from "../../parts/toast.ts";
import { navigate } from "../../router.ts";
import { authRequest } from "../../session/auth-request.ts";
import { authFrame } from "./auth-frame.ts";

/** Where the link of a reset mail ends: choose the new password. */
export class ResetPasswordPage extends LightElement {
  static override properties = { search: { attribute: false } };
  declare search: URLSearchParams;
  #form = new FormController(this);

  constructor() {
    super();
    this.search = new URLSearchParams();
  }

  #reset = this.#form.handle(async ({ password = "" }) => {
    await authRequest("/reset-password", { newPassword: password, token: this.search.get("token") ?? "" });
    toast("The password is changed. Other sessions were ended.");
    navigate("/sign-in", { replace: true });
  });

  override render(): TemplateResult {
    if (this.search.has("error") || !this.search.get("token")) {
      return authFrame({
        title: "This link is used up",
        sub: "Each link works once and for one hour. Ask for a new one.",
        body: html`<a class="btn primary wide" href="/forgot-password">Send a new link</a>`,
      });
    }
    return authFrame({
      title: "Choose a new password",
      body: html`<form class="form" @submit=${this.#reset}>
        ${this.#form.formError ? formError(this.#form.formError) : nothing}
        ${field({ name: "password", label: "New password", type: "password", autocomplete: "new-password", required: true, minlength: 10, autofocus: true, error: this.#form.errorOf("password"), hint: "Ten characters or more. A sentence is good." })}
        ${submitButton(this.#form, "Change the password", "btn primary wide")}
      </form>`,
    });
  }
}

defineElement("plb-reset-password-page", ResetPasswordPage);
