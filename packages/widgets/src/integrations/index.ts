import { PlumblineIntegrations } from "./integrations.component.ts";

// A page may load the script twice; the second definition would throw.
if (!customElements.get("plumbline-integrations"))
  customElements.define("plumbline-integrations", PlumblineIntegrations);

export { PlumblineIntegrations } from "./integrations.component.ts";

declare global {
  interface HTMLElementTagNameMap {
    "plumbline-integrations": PlumblineIntegrations;
  }
}
