import type { WidgetIntegrationFragment } from "@plumbline/sdk/embed/operations";
import type { TemplateResult } from "lit";
import { html, nothing } from "./connect-lit.ts";

export interface ItemActions {
  again: () => void;
  choose: () => void;
  disconnect: () => void;
}

/** What can be done with one integration, below its ladder. Ending it asks once more in place. */
export function itemActions(
  { name, method, state, targets }: WidgetIntegrationFragment,
  { again, choose, disconnect }: ItemActions,
): TemplateResult {
  if (state === "DISCONNECTED") return html``;
  const sure = (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement;
    if (button.dataset.sure) return disconnect();
    button.dataset.sure = "yes";
    button.textContent = `Really disconnect ${name}`;
  };
  return html`<div class="actions" part="actions">
    ${targets.length > 0 ? html`<button type="button" @click=${choose}>Choose what to watch</button>` : nothing}
    ${method === "secret" ? nothing : html`<button type="button" @click=${again}>Connect again</button>`}
    <button type="button" @click=${sure}>Disconnect</button>
  </div>`;
}
