import { html, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { authWords } from "../../session/auth-words.ts";
import { session } from "../../session/session.ts";
import { continueSignedIn } from "./after-sign-in.ts";
import { authFrame } from "./auth-frame.ts";
import { nextPlace } from "./next-place.ts";

/** Where the link in the verification mail ends. With a session it goes on by itself. */
export class VerifiedPage extends LightElement {
  static override properties = { search: { attribute: false } };
  declare search: URLSearchParams;

  constructor() {
    super();
    this.search = new URLSearchParams();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.search.has("error")) void session.refresh().then(() => session.viewer && continueSignedIn(this.search));
  }

  override render(): TemplateResult {
    const error = this.search.get("error");
    if (error) {
      const words = authWords(error.toUpperCase()) ?? {
        title: "This link is used up or too old.",
        detail: "Sign in and a new one is sent.",
      };
      return authFrame({
        title: "The address is not verified",
        sub: `${words.title} ${words.detail ?? ""}`,
        body: html`<a class="btn primary wide" href="/sign-in">Go to sign in</a>`,
      });
    }
    const next = nextPlace(this.search);
    return authFrame({
      title: "The address is verified",
      sub: "It is proven to be yours. Sign in to go on.",
      body: html`<a class="btn primary wide" href="/sign-in${next === "/" ? "" : `?next=${encodeURIComponent(next)}`}">Sign in</a>`,
    });
  }
}

defineElement("plb-verified-page", VerifiedPage);
