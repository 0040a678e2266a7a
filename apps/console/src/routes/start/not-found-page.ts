import { html, type TemplateResult } from "lit";
import { bobMark } from "../../parts/bob.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";

/** An address that is no page. */
export class NotFoundPage extends LightElement {
  override render(): TemplateResult {
    return html`<main class="main not-found" id="main">
      <div class="head"><div><p class="auth-brand">${bobMark(1, 20)}</p><h1>There is no page at this address</h1><p class="sub"><code>${location.pathname}</code> may have been moved, or mistyped.</p></div></div>
      <a class="btn primary" href="/">Go to your workspace</a></main>`;
  }
}

defineElement("plb-not-found-page", NotFoundPage);
