import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../parts/icon.ts";
import { integrationState } from "./integration-badge.ts";
import type { ProviderCatalogueQuery } from "./integrations.gen.ts";
import { providerLogo } from "./provider-logo.ts";

type Workspace = NonNullable<ProviderCatalogueQuery["workspace"]>;
export type CatalogueProvider = Workspace["providers"][number];
type Connected = Workspace["integrations"]["nodes"][number];

/** One entry of the catalogue: what it gives, how fresh, and what of it stands already. */
export function providerCard(
  provider: CatalogueProvider,
  connected: readonly Connected[],
  at: (place: string) => string,
): TemplateResult {
  const { freshness } = provider;
  const byPolling = provider.defaultMode === "POLLING" && freshness.polling;
  const ready = provider.connectMethods.some((method) => method.available);
  return html`<article class="panel card" data-item>
    <header>${providerLogo(provider.slug, provider.name, true)}<h3>${provider.name}</h3>${connected.length > 0 ? html`<span class="push">${standing(connected, at)}</span>` : nothing}</header>
    <div><p>${provider.description}</p>
      <dl class="facts"><dt>Feeds</dt><dd><span class="tags">${provider.feeds.map((feed) => html`<span class="tag">${feed.toLowerCase()}</span>`)}</span></dd>
      <dt>How fresh</dt><dd>${byPolling ? html`By polling: ${freshness.polling}` : (freshness.webhook ?? freshness.polling ?? freshness.forwarding ?? "Nothing arrives from it")}</dd></dl></div>
    <footer><a class="btn" href=${at(`integrations/connect/${provider.slug}`)}>${verb(provider, connected.length > 0)}</a>
      ${ready ? nothing : html`<a class="btn plain" href=${at(`integrations/providers/${provider.slug}`)}>Needs set-up</a>`}
      ${provider.category === "generic" || !provider.docsUrl ? nothing : html`<a class="btn plain icon push" href=${provider.docsUrl} target="_blank" rel="noreferrer" aria-label="${provider.name}’s own documentation">${icon("out")}</a>`}</footer>
  </article>`;
}

function verb(provider: CatalogueProvider, again: boolean): string {
  if (provider.slug === "generic-webhook") return again ? "Open another door" : "Open a door";
  return again ? "Connect another" : `Connect ${provider.name}`;
}

function standing(connected: readonly Connected[], at: (place: string) => string): TemplateResult {
  const [only] = connected;
  if (only && connected.length === 1) {
    return html`<a class="quiet-link" href=${at(`integrations/${only.id}`)}>${integrationState({ ...only, lastSignalAt: null })}</a>`;
  }
  return html`<a class="link" href=${at("integrations")}>${connected.length} connected</a>`;
}
