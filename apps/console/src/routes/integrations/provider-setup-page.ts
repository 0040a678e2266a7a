import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { type MarkState, stateWord } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { ProviderCatalogueDocument, type ProviderCatalogueQuery } from "./integrations.gen.ts";

type Provider = NonNullable<ProviderCatalogueQuery["workspace"]>["providers"][number];
type Setting = Provider["settings"][number];

const states: Record<string, { state: MarkState; word: string }> = {
  present: { state: "proven", word: "set" },
  default: { state: "passed", word: "default" },
  missing: { state: "claimed", word: "missing" },
  placeholder: { state: "broken", word: "a placeholder" },
};

/** Where each provider's client id and secret go, what is missing, and what its absence disables. */
export class ProviderSetupPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: ProviderCatalogueDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  #provider(provider: Provider): TemplateResult {
    const missing = provider.settings.filter((each) =>
      ["missing", "placeholder"].includes(String(each.state).toLowerCase()),
    );
    return panel({
      id: `setup-${provider.slug}`,
      title: provider.name,
      meta:
        provider.settings.length === 0
          ? "needs nothing"
          : missing.length === 0
            ? stateWord("proven", "all set")
            : stateWord("claimed", `${missing.length} missing`),
      body: html`${
        provider.settings.length > 0
          ? dataTable<Setting>({
              label: `Settings of ${provider.name}`,
              rows: provider.settings,
              key: (each) => each.name,
              columns: [
                {
                  head: "Environment variable",
                  cell: (each) => html`<code>${each.name}</code><span class="sub">${each.description}</span>`,
                },
                {
                  head: "State",
                  cell: (each) => {
                    const { state, word } = states[String(each.state).toLowerCase()] ?? {
                      state: "unknown" as const,
                      word: String(each.state),
                    };
                    return stateWord(state, word);
                  },
                },
                {
                  head: "Without it",
                  wide: true,
                  cell: (each) => html`<span class="soft">${each.disables ?? ""}</span>`,
                },
              ],
            })
          : nothing
      }
      ${provider.redirectUrl || provider.webhookUrl ? html`<div class="pad form">${provider.redirectUrl ? html`<div class="field"><p class="label">Redirect URL, to enter at ${provider.name}</p>${codeBlock("Redirect URL", provider.redirectUrl, true)}</div>` : nothing}${provider.webhookUrl ? html`<div class="field"><p class="label">Webhook URL of an app</p>${codeBlock("Webhook URL", provider.webhookUrl, true)}</div>` : nothing}</div>` : nothing}`,
    });
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Integrations", href: this.at("integrations") }, { label: "Provider setup" }],
      reads: this.#read,
    });
    const { data, error } = this.#read;
    const providers = (data?.workspace?.providers ?? []).filter((each) => !this.itemId || each.slug === this.itemId);
    return html`${pageHead({ title: "Provider setup", sub: "Client ids and secrets are set by whoever operates this installation, as environment variables; values copied from an example are refused. Restart after a change." })}
      ${data ? html`<div class="stack">${providers.map((each) => this.#provider(each))}</div>` : html`<div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : skeleton(4)}</div>`}`;
  }
}

defineElement("plb-provider-setup-page", ProviderSetupPage);
