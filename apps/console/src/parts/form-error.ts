import { html, nothing, type TemplateResult } from "lit";
import type { PresentedError } from "../data/presented-error.ts";
import { mark } from "./mark.ts";

/** The error of a whole form: what happened, why, what to do. Announced when it appears. */
export function formError(error: PresentedError): TemplateResult {
  return html`<div class="form-error" role="alert">${mark("broken", "")}<p><strong>${error.title}</strong>${error.detail ? html` ${error.detail}` : nothing}</p></div>`;
}
