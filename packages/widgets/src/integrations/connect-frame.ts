import type { PlumblineError } from "@plumbline/sdk/embed";
import type { TemplateResult } from "lit";
import { html, nothing } from "./connect-lit.ts";

/** What stands around each step. */
export interface FrameParts {
  /** Left out while nothing is being connected: then there is only the button. */
  title?: string;
  body?: unknown;
  error: PlumblineError | null;
  busy: boolean;
  open?: () => void;
  cancel: () => void;
}

/** The foot of the list: the button, or a step with its title, its error and a way out. */
export function frame({ title, body, error, busy, open, cancel }: FrameParts): TemplateResult {
  return html`<div class="connect" part="connect" aria-busy=${busy}>
    ${title ? html`<div class="row"><p class="step">${title}</p><button type="button" @click=${cancel}>Cancel</button></div>` : nothing}
    ${error ? html`<p class="error" role="alert"><strong>${error.message}</strong> ${error.nextStep ?? ""}</p>` : nothing}
    ${body ?? nothing}
    ${open ? html`<button type="button" part="connect-button" ?disabled=${busy} @click=${open}>Connect an integration</button>` : nothing}
  </div>`;
}

/** While the provider's window is open. */
export function notice(name: string, url: string): TemplateResult {
  return html`<p role="status">Allow the access in the window of ${name}. This page notices by itself.</p>
    <p><a href=${url} target="_blank" rel="opener">Open the window again</a></p>`;
}

/** A door's secret, shown this once. */
export function secretOnce(secret: string, hookUrl: string | null): TemplateResult {
  return html`<p>The secret is shown once. Whoever sends here signs with it.</p>
    <dl class="once"><dt>Secret</dt><dd><code>${secret}</code></dd>${hookUrl ? html`<dt>Address</dt><dd><code>${hookUrl}</code></dd>` : nothing}</dl>`;
}
