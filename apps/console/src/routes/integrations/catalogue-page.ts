import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { icon } from "../../parts/icon.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { changeQuery } from "../../router.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { ProviderCatalogueDocument, type ProviderCatalogueQuery } from "./integrations.gen.ts";
import { providerLogo } from "./provider-logo.ts";

type Provider = NonNullable<ProviderCatalogueQuery["workspace"]>["providers"][number];

/** What can be connected, what each feeds, and how fresh it will be, before connecting. */
export class CataloguePage extends WorkspacePage {
  #read = new QueryController(this, {
    document: ProviderCatalogueDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  #card(provider: Provider): TemplateResult {
    const { freshness } = provider;
    const byPolling = provider.defaultMode === "POLLING";
    return html`<article class="panel card" data-item>
      <header>${providerLogo(provider.slug, provider.name, true)}<h2>${provider.name}</h2></header>
      <div><p>${provider.description}</p>
        <dl class="facts"><dt>Feeds</dt><dd><span class="tags">${provider.feeds.map((feed) => html`<span class="tag">${feed.toLowerCase()}</span>`)}</span></dd>
        <dt>How fresh</dt><dd>${byPolling ? html`By polling: ${freshness.polling}` : (freshness.webhook ?? freshness.polling)}</dd></dl></div>
      <footer><a class="btn" href=${this.at(`integrations/connect/${provider.slug}`)}>Connect ${provider.name}</a>${provider.docsUrl ? html`<a class="btn plain" href=${provider.docsUrl} target="_blank" rel="noreferrer">Their docs${icon("out")}</a>` : nothing}</footer>
    </article>`;
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Integrations", href: this.at("integrations") }, { label: "Catalogue" }],
      reads: this.#read,
    });
    const { data, error } = this.#read;
    const workspace = data?.workspace;
    const asked = (this.search.get("q") ?? "").toLowerCase();
    const found =
      workspace?.providers.filter((each) =>
        `${each.name} ${each.description} ${each.category}`.toLowerCase().includes(asked),
      ) ?? [];
    return html`${pageHead({ title: "Catalogue", sub: "What can be connected, what it feeds, and how fresh it will be." })}
      ${workspace && !workspace.publicUrlReachable ? html`<p class="note catalogue-note">${mark("claimed", "")}<span>This installation cannot be reached from outside, so outside providers cannot deliver webhooks to it. They are polled instead, and the badge says so. Set <code>PUBLIC_URL</code> to an address on the internet to receive webhooks.</span></p>` : nothing}
      <div class="filters"><div class="search">${icon("search")}<input class="input" type="search" aria-label="Search the catalogue" placeholder="Search the catalogue" .value=${asked} @input=${(event: Event) => changeQuery({ q: (event.target as HTMLInputElement).value })}></div></div>
      ${workspace ? html`<div class="catalogue">${found.map((each) => this.#card(each))}</div>${found.length === 0 ? html`<p class="soft">Nothing in the catalogue is called “${asked}”. The generic signed webhook takes anything that can send JSON.</p>` : nothing}` : html`<div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : skeleton(4)}</div>`}`;
  }
}

defineElement("plb-catalogue-page", CataloguePage);
