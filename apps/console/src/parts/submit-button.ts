import { html, type TemplateResult } from "lit";
import type { FormController } from "./form-controller.ts";

/** The primary button of a form: waits while it is sent. */
export function submitButton(form: FormController, verb: string, className = "btn primary"): TemplateResult {
  return html`<button class=${className} ?disabled=${form.busy} aria-busy=${form.busy}>${verb}</button>`;
}
