import type { WidgetProviderFragment } from "@plumbline/sdk/embed/operations";
import type { TemplateResult } from "lit";
import { html } from "./connect-lit.ts";

/** What can be connected, as a list of buttons. */
export function connectPicker(
  providers: readonly WidgetProviderFragment[],
  choose: (provider: WidgetProviderFragment) => void,
): TemplateResult {
  if (providers.length === 0) return html`<p>Nothing can be connected here yet. Whoever runs this page sets it up.</p>`;
  return html`<ul class="picker" part="picker">${providers.map(
    (provider) => html`<li><button type="button" part="provider" @click=${() => choose(provider)}>
      <b>${provider.name}</b><span>${provider.description}</span></button></li>`,
  )}</ul>`;
}
