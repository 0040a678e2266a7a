import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { icon } from "../../parts/icon.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { addressWith, changeQuery } from "../../router.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import "./catalogue.css";
import { ProviderCatalogueDocument } from "./integrations.gen.ts";
import { type CatalogueProvider, providerCard } from "./provider-card.ts";
import { shelfTitle, shelves } from "./shelves.ts";

/** What can be connected, what each feeds, and how fresh it will be, before connecting. */
export class CataloguePage extends WorkspacePage {
  #read = new QueryController(this, {
    document: ProviderCatalogueDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  #found(): CatalogueProvider[] {
    const words = (this.search.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    const shelf = this.search.get("shelf");
    return (this.#read.data?.workspace?.providers ?? []).filter((each) => {
      const text = [each.name, each.slug, each.description, shelfTitle(each.category), ...each.feeds]
        .join(" ")
        .toLowerCase();
      return (!shelf || each.category === shelf) && words.every((word) => text.includes(word));
    });
  }

  #filters(): TemplateResult {
    const chosen = this.search.get("shelf") ?? "";
    const stocked = new Set(this.#read.data?.workspace?.providers.map((each) => each.category));
    const chip = (category: string, title: string) =>
      html`<a class="chip" data-replace href=${addressWith({ shelf: category || null })} aria-current=${chosen === category ? "true" : nothing}>${title}</a>`;
    return html`<div class="filters"><div class="search">${icon("search")}<input class="input" type="search" data-search aria-label="Search the catalogue" placeholder="Search: slack, payments, monitors" .value=${this.search.get("q") ?? ""} @input=${(event: Event) => changeQuery({ q: (event.target as HTMLInputElement).value })}></div>
      <nav class="chips" aria-label="Shelves">${chip("", "All")}${shelves.filter(({ category }) => stocked.has(category)).map(({ category, title }) => chip(category, title))}</nav></div>`;
  }

  #shelves(): TemplateResult {
    const found = this.#found();
    const { nodes: connected = [] } = this.#read.data?.workspace?.integrations ?? {};
    const asked = this.search.get("q") ?? "";
    if (found.length === 0)
      return html`<p class="soft">Nothing in the catalogue answers to “${asked}”. <a class="link" href=${this.at("integrations/connect/generic-webhook")}>The signed webhook</a> takes anything that can send JSON.</p>`;
    const filled = [...new Set([...shelves.map(({ category }) => category), ...found.map((each) => each.category)])]
      .map((category) => ({ category, entries: found.filter((each) => each.category === category) }))
      .filter(({ entries }) => entries.length > 0);
    return html`${filled.map(
      ({ category, entries }) => html`<section class="shelf" aria-labelledby="shelf-${category}">
        <h2 id="shelf-${category}">${shelfTitle(category)}<span class="meta">${entries.length}</span></h2>
        <div class="catalogue">${entries.map((each) =>
          providerCard(
            each,
            connected.filter(({ provider, state }) => provider === each.slug && state !== "DISCONNECTED"),
            (place) => this.at(place),
          ),
        )}</div></section>`,
    )}`;
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Integrations", href: this.at("integrations") }, { label: "Catalogue" }],
      reads: this.#read,
    });
    const { data, error } = this.#read;
    const workspace = data?.workspace;
    return html`${pageHead({ title: "Catalogue", sub: "What can be connected, what it feeds, and how fresh it will be." })}
      ${workspace && !workspace.publicUrlReachable ? html`<p class="note catalogue-note">${mark("claimed", "")}<span>This installation cannot be reached from outside, so outside providers cannot deliver webhooks to it. They are polled instead, and the badge says so. Set <code>PUBLIC_URL</code> to an address on the internet to receive webhooks.</span></p>` : nothing}
      ${workspace ? html`${this.#filters()}${this.#shelves()}` : html`<div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : skeleton(4)}</div>`}`;
  }
}

defineElement("plb-catalogue-page", CataloguePage);
