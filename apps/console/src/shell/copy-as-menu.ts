import { html, nothing, type TemplateResult } from "lit";
import { copyText } from "../parts/copy-text.ts";
import { icon } from "../parts/icon.ts";
import { menuButton } from "../parts/menu-button.ts";
import { toast } from "../parts/toast.ts";
import { type CopyForm, copyAs } from "./copy-as.ts";
import { pageContext } from "./page-context.ts";

const forms: { form: CopyForm; label: string; hint: string }[] = [
  { form: "graphql", label: "GraphQL", hint: "document" },
  { form: "curl", label: "curl", hint: "needs an API key" },
  { form: "sdk", label: "SDK", hint: "TypeScript" },
];

async function copy(form: CopyForm, label: string): Promise<void> {
  const { operation } = pageContext;
  if (!operation) return;
  const { text, name } = operation.document;
  await copyText(copyAs(form, { text, name, variables: operation.variables }, location.origin));
  toast(html`What this page shows is copied as ${label}.`, { state: "proven", stay: 3000 });
}

/** Offers what the page shows as GraphQL, curl or SDK code. */
export function copyAsMenu(): TemplateResult | typeof nothing {
  if (!pageContext.operation) return nothing;
  return html`<span class="wide-only">${menuButton({ face: html`Copy as${icon("down")}`, items: forms.map(({ form, label, hint }) => ({ label, hint, run: () => void copy(form, label) })) })}</span>`;
}
