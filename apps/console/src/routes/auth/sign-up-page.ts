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
import { nextPlace } from "./next-place.ts";
import "./other-ways.ts";

/** Create an account. The answer is the same for a known and an unknown address. */
export class SignUpPage extends LightElement {
  static override properties = { search: { attribute: false } };
  declare search: URLSearchParams;
  #form = new FormController(this);

  constructor() {
    super();
    this.search = new URLSearchParams();
  }

  #signUp = this.#form.handle(async ({ name = "", email = "", password = "" }) => {
    const next = nextPlace(this.search);
    const callbackURL = next === "/" ? "/verified" : `/verified?next=${encodeURIComponent(next)}`;
    await authRequest("/sign-up/email", { name: name.trim(), email, password, callbackURL });
    navigate(
      `/check-mail?email=${encodeURIComponent(email)}${next === "/" ? "" : `&next=${encodeURIComponent(next)}`}`,
    );
  });

  override render(): TemplateResult {
    const form = this.#form;
    const query = this.search.toString();
    return authFrame({
      title: "Create your account",
      sub: "Then name a workspace and see a first signal arrive, in about a minute.",
      body: html`<form class="form" @submit=${this.#signUp}>
        ${form.formError ? formError(form.formError) : nothing}
        ${field({ name: "name", label: "Your name", autocomplete: "name", required: true, autofocus: true, maxlength: 100 })}
        ${field({ name: "email", label: "Work email", type: "email", autocomplete: "email", required: true, value: this.search.get("email") ?? "", error: form.errorOf("email") })}
        ${field({ name: "password", label: "Password", type: "password", autocomplete: "new-password", required: true, minlength: 10, error: form.errorOf("password"), hint: "Ten characters or more. A sentence is good." })}
        ${submitButton(form, "Create account", "btn primary wide")}
      </form>
      <plb-other-ways .search=${this.search}></plb-other-ways>`,
      foot: html`Have an account? <a class="link" href="/sign-in${query ? `?${query}` : ""}">Sign in</a>`,
    });
  }
}

defineElement("plb-sign-up-page", SignUpPage);
