import { html, nothing, type TemplateResult } from "lit";
import { presentError } from "../data/presented-error.ts";
import { mark } from "./mark.ts";

/** Why something could not be loaded, with a way to try again. */
export function loadError(error: unknown, retry?: () => void): TemplateResult {
  const { title, detail, requestId } = presentError(error);
  return html`<div class="load-error" role="alert">${mark("broken", "")}<div><b>${title}</b>${detail ? html`<p>${detail}</p>` : nothing}${requestId ? html`<p class="quiet">Request <code>${requestId}</code></p>` : nothing}</div>
    ${retry ? html`<div class="row"><button class="btn small" type="button" @click=${retry}>Try again</button></div>` : nothing}</div>`;
}
