import { html, nothing, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { mark } from "../../parts/mark.ts";
import { authRequest } from "../../session/auth-request.ts";
import { type Instance, readInstance } from "../../session/instance.ts";
import { authFrame } from "./auth-frame.ts";
import { nextPlace } from "./next-place.ts";

/** Tells where the mail went. It says the same for every address, so that nobody learns who has an account. */
export class CheckMailPage extends LightElement {
  static override properties = { search: { attribute: false }, instance: { state: true }, sentAgain: { state: true } };
  declare search: URLSearchParams;
  declare instance: Instance | undefined;
  declare sentAgain: boolean;
  #form = new FormController(this);

  constructor() {
    super();
    this.search = new URLSearchParams();
    this.instance = undefined;
    this.sentAgain = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    readInstance().then(
      (instance) => {
        this.instance = instance;
      },
      () => undefined,
    );
  }

  #again(): void {
    const email = this.search.get("email") ?? "";
    const next = nextPlace(this.search);
    const callbackURL = next === "/" ? "/verified" : `/verified?next=${encodeURIComponent(next)}`;
    void this.#form.run(async () => {
      await authRequest("/send-verification-email", { email, callbackURL });
      this.sentAgain = true;
    });
  }

  override render(): TemplateResult {
    const email = this.search.get("email");
    const reset = this.search.get("for") === "reset";
    const local = this.instance?.localMail;
    return authFrame({
      title: "Look in your mail",
      sub: html`${reset ? "If there is an account for" : "A link that proves the address is yours is on its way to"} <b>${email ?? "your address"}</b>${reset ? ", a link to choose a new password is on its way." : "."} It is good for ${reset ? "one hour" : "a day"}.`,
      body: html`
        ${this.#form.error ? formError(this.#form.error) : nothing}
        ${
          local
            ? html`<p class="note">${mark("claimed", "")}<span>No mail server is set, so mail stays on this machine. It lies in the <a class="link" href=${this.instance?.mailboxUrl ?? "/dev/mailbox"} target="_blank">local mailbox</a>.</span></p>
          <a class="btn primary wide" href=${this.instance?.mailboxUrl ?? "/dev/mailbox"} target="_blank">Open the local mailbox</a>`
            : nothing
        }
        ${reset || !email ? nothing : html`<button class="btn wide" type="button" ?disabled=${this.#form.busy || this.sentAgain} @click=${this.#again}>${this.sentAgain ? "Sent again" : "Send it again"}</button>`}
        <p class="small quiet">Nothing there after a minute? Look in the spam folder, or check the address.</p>`,
      foot: html`<a class="link" href="/sign-in">Back to sign in</a>`,
    });
  }
}

defineElement("plb-check-mail-page", CheckMailPage);
