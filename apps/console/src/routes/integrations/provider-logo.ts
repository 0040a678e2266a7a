import { html, type TemplateResult } from "lit";
import { providerIcons } from "./provider-icons.ts";

const shorts: Record<string, string> = { "generic-webhook": "{ }", "generic-poll": "↻", smtp: "@" };

/** The provider's mark, or two letters that stand for it. */
export function providerLogo(slug: string, name: string, small = false): TemplateResult {
  const known = providerIcons[slug];
  const face = known
    ? html`<svg viewBox="0 0 24 24" style="--brand:#${known.hex}"><path d=${known.path}></path></svg>`
    : (shorts[slug] ?? name.slice(0, 2));
  return html`<span class="logo ${small ? "small" : ""} wide-only" aria-hidden="true">${face}</span>`;
}
