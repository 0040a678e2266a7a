import { html, type TemplateResult } from "lit";

const shorts: Record<string, string> = {
  github: "Gh",
  "generic-webhook": "{ }",
  slack: "Sl",
  stripe: "St",
  confluence: "Cf",
  pagerduty: "Pd",
};

/** Two letters that stand for a provider. Their logos are theirs. */
export function providerLogo(slug: string, name: string, small = false): TemplateResult {
  return html`<span class="logo ${small ? "small" : ""} wide-only" aria-hidden="true">${shorts[slug] ?? name.slice(0, 2)}</span>`;
}
