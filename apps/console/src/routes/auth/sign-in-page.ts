import { html, nothing, type TemplateResult } from "lit";
import { PresentedError } from "../../data/presented-error.ts";
import { defineElement } from "../../parts/define-element.ts";
import { field } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { icon } from "../../parts/icon.ts";
import { LightElement } from "../../parts/light-element.ts";
import { submitButton } from "../../parts/submit-button.ts";
import { navigate } from "../../router.ts";
import { authRequest } from "../../session/auth-request.ts";
import { passkeysWork, signInWithPasskey } from "../../session/passkeys.ts";
import { continueSignedIn } from "./after-sign-in.ts";
import { authFrame } from "./auth-frame.ts";
import "./other-ways.ts";
import "./second-step.ts";

interface SignInAnswer {
  twoFactorRedirect?: boolean;
}

/** Sign in by password or passkey, with the second step where one is set up. */
export class SignInPage extends LightElement {
  static override properties = { search: { attribute: false }, step: { state: true } };
  declare search: URLSearchParams;
  declare step: "first" | "second";
  #form = new FormController(this);

  constructor() {
    super();
    this.search = new URLSearchParams();
    this.step = "first";
  }

  #signIn = this.#form.handle(async ({ email = "", password = "" }) => {
    try {
      const answer = await authRequest<SignInAnswer>("/sign-in/email", { email, password });
      if (answer.twoFactorRedirect) this.step = "second";
      else await continueSignedIn(this.search);
    } catch (error) {
      if (error instanceof PresentedError && error.code === "EMAIL_NOT_VERIFIED") {
        navigate(`/check-mail?email=${encodeURIComponent(email)}`);
        return;
      }
      throw error;
    }
  });

  #usePasskey(): void {
    void this.#form.run(async () => {
      await signInWithPasskey();
      await continueSignedIn(this.search);
    });
  }

  #passwordForm(): TemplateResult {
    return html`<form class="form" @submit=${this.#signIn}>
      ${this.#form.error ? formError(this.#form.error) : nothing}
      ${field({ name: "email", label: "Email", type: "email", autocomplete: "username webauthn", required: true, autofocus: true, value: this.search.get("email") ?? "" })}
      ${field({ name: "password", label: "Password", type: "password", autocomplete: "current-password", required: true, labelAside: html`<a class="link" href="/forgot-password">Forgot password</a>` })}
      ${submitButton(this.#form, "Sign in", "btn primary wide")}
    </form>
    ${passkeysWork() ? html`<button class="btn wide" type="button" ?disabled=${this.#form.busy} @click=${this.#usePasskey}>${icon("passkey")}Use a passkey</button>` : nothing}
    <plb-other-ways .search=${this.search}></plb-other-ways>`;
  }

  override render(): TemplateResult {
    if (this.step === "second") {
      return authFrame({
        title: "Second step",
        sub: "Enter the code that your authenticator app shows now.",
        body: html`<plb-second-step .search=${this.search} @restart=${() => {
          this.step = "first";
        }}></plb-second-step>`,
      });
    }
    const query = this.search.toString();
    return authFrame({
      title: "Sign in",
      body: this.#passwordForm(),
      foot: html`New here? <a class="link" href="/sign-up${query ? `?${query}` : ""}">Create an account</a>`,
    });
  }
}

defineElement("plb-sign-in-page", SignInPage);
