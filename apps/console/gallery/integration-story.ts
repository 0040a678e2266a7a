import { html } from "lit";

/** Filled in beside the integration page. */
export function integrationStory(): unknown {
  return html`<h1>Integration</h1>`;
}
