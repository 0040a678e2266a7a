import { html, nothing, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { authRequest } from "../../session/auth-request.ts";
import { type Instance, readInstance } from "../../session/instance.ts";
import { nextPlace } from "./next-place.ts";
import { openDemo } from "./open-demo.ts";

const names: Record<string, string> = { github: "GitHub", google: "Google" };

/** The other ways in: sign-in by providers whose keys are set, and the demo workspace where no real mail is configured. */
export class OtherWays extends LightElement {
  static override properties = { search: { attribute: false }, instance: { state: true } };
  declare search: URLSearchParams;
  declare instance: Instance | undefined;
  #form = new FormController(this);

  constructor() {
    super();
    this.search = new URLSearchParams();
    this.instance = undefined;
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

  #through(provider: string): void {
    void this.#form.run(async () => {
      const callbackURL = nextPlace(this.search);
      const { url } = await authRequest<{ url: string }>("/sign-in/social", {
        provider,
        callbackURL,
        errorCallbackURL: "/sign-in",
      });
      location.assign(url);
    });
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.instance) return nothing;
    const { signInProviders, demo } = this.instance;
    if (signInProviders.length === 0 && !demo) return nothing;
    return html`<p class="or">or</p>
      ${this.#form.error ? formError(this.#form.error) : nothing}
      ${signInProviders.map((provider) => html`<button class="btn wide" type="button" ?disabled=${this.#form.busy} @click=${() => this.#through(provider)}>Continue with ${names[provider] ?? provider}</button>`)}
      ${
        demo
          ? html`<button class="btn wide" type="button" ?disabled=${this.#form.busy} @click=${() => this.#form.run(openDemo)}>Open the demo workspace</button>
        <p class="small quiet">Simulated traffic through the real doors, marked as demo everywhere.</p>`
          : nothing
      }`;
  }
}

defineElement("plb-other-ways", OtherWays);
