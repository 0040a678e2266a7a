import { html, nothing, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { field } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { submitButton } from "../../parts/submit-button.ts";
import { navigate } from "../../router.ts";
import { authRequest } from "../../session/auth-request.ts";
import { authFrame } from "./auth-frame.ts";

/** Asks for a link to choose a new password. */
export class ForgotPasswordPage extends LightElement {
  #form = new FormController(this);

  #ask = this.#form.handle(async ({ email = "" }) => {
    await authRequest("/request-password-reset", { email, redirectTo: "/reset-password" });
    navigate(`/check-mail?for=reset&email=${encodeURIComponent(email)}`);
  });

  override render(): TemplateResult {
    return authFrame({
      title: "Choose a new password",
      sub: "A link to do so goes to your address.",
      body: html`<form class="form" @submit=${this.#ask}>
        ${this.#form.formError ? formError(this.#form.formError) : nothing}
        ${field({ name: "email", label: "Email", type: "email", autocomplete: "email", required: true, autofocus: true, error: this.#form.errorOf("email") })}
        ${submitButton(this.#form, "Send the link", "btn primary wide")}
      </form>`,
      foot: html`<a class="link" href="/sign-in">Back to sign in</a>`,
    });
  }
}

defineElement("plb-forgot-password-page", ForgotPasswordPage);
