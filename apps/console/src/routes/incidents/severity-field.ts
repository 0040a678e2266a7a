import { html, nothing, type TemplateResult } from "lit";
import { severities } from "./incident-words.ts";

/** How bad it is for users, each step with its meaning in words. */
export function severityField(value: string, error?: string): TemplateResult {
  return html`<fieldset class="choices severities"><legend>How bad it is for users</legend>${severities.map(
    (each) =>
      html`<label class="check"><input type="radio" name="severity" value=${each.value} required ?checked=${each.value === value}>${each.value}<small>${each.means}</small></label>`,
  )}${error ? html`<p class="error">${error}</p>` : nothing}</fieldset>`;
}
