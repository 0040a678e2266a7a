import { html, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { accountHead } from "./account-tabs.ts";
import "./authenticator-panel.ts";
import "./passkeys-panel.ts";
import "./password-panel.ts";
import "./sessions-panel.ts";

/** How one proves who one is: password, passkeys, authenticator app, and the sessions that are open. */
export class SecurityPage extends LightElement {
  override render(): TemplateResult {
    return html`${accountHead("security")}<div class="cols seven-five">
      <div class="stack"><plb-sessions-panel></plb-sessions-panel><plb-passkeys-panel></plb-passkeys-panel></div>
      <div class="stack"><plb-authenticator-panel></plb-authenticator-panel><plb-password-panel></plb-password-panel></div></div>`;
  }
}

defineElement("plb-security-page", SecurityPage);
