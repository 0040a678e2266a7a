import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { changeQuery } from "../../router.ts";
import { isTyping } from "../../shell/keys.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { exportMenu } from "./export-menu.ts";
import { facetsPanel } from "./facets-panel.ts";
import { mostInHand } from "./log-book.ts";
import { LogFeed } from "./log-feed.ts";
import { isSkipped } from "./log-row.ts";
import type { LogRows } from "./log-rows.ts";
import type { SeenInLogs } from "./log-search-box.ts";
import { filterOf, goesOn, type LogSpan, lastSpans, spanOf } from "./log-span.ts";
import { logTabs } from "./log-tabs.ts";
import { LogCountsDocument, LogFacetsDocument, LogLinesDocument, SavedSearchesDocument } from "./logs.gen.ts";
import { noEntries } from "./no-entries.ts";
import { toggleTerm } from "./query-term.ts";
import { savedMenu } from "./saved-menu.ts";
import "./entry-drawer.ts";
import "./log-histogram.ts";
import "./log-rows.ts";
import "./log-search-box.ts";
import "./logs.css";
import { exactTime } from "../../parts/clock.ts";

/** Milliseconds between two looks at the counts while entries arrive. */
const countsEveryMs = 10_000;

/** The log viewer: everything that was written, searched and followed. */
export class LogsPage extends WorkspacePage {
  static override properties = {
    ...WorkspacePage.properties,
    askedAt: { state: true },
    paused: { state: true },
    current: { state: true },
    facetsOpen: { state: true },
  };
  /** The moment that "last hour" counts from; moves on with each look at the counts. */
  declare askedAt: number;
  declare paused: boolean;
  /** The row that the keys stand on. */
  declare current: string;
  /** On a phone: whether the facets are shown. */
  declare facetsOpen: boolean;
  #asked = "";
  #startedAt = Date.now();
  #atTop = true;
  #timer: ReturnType<typeof setInterval> | undefined;
  #feed = new LogFeed(this, () => {
    if (!this.slug) return undefined;
    const filter = filterOf(this.#query, this.#span, this.#startedAt);
    return { slug: this.slug, workspaceId: this.workspaceId, filter, goesOn: goesOn(this.#span) };
  });
  #counts = new QueryController(this, { document: LogCountsDocument, variables: () => this.#variables() });
  #saved = new QueryController(this, {
    document: SavedSearchesDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });
  #facets = new QueryController(this, { document: LogFacetsDocument, variables: () => this.#variables() });

  constructor() {
    super();
    this.askedAt = Date.now();
    this.paused = false;
    this.current = "";
    this.facetsOpen = false;
  }

  get #query(): string {
    return this.search.get("q") ?? "";
  }

  get #span(): LogSpan {
    return spanOf(this.search);
  }

  get #rows(): LogRows | null {
    return this.querySelector<LogRows>("plb-log-rows");
  }

  #variables() {
    return this.slug ? { slug: this.slug, filter: filterOf(this.#query, this.#span, this.askedAt) } : undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Before the keys that work everywhere: `j` walks rows that are not in the page.
    addEventListener("keydown", this.#press, { capture: true });
    this.#timer = setInterval(() => {
      if (goesOn(this.#span) && !this.paused && !document.hidden) void this.#lookAgain();
    }, countsEveryMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("keydown", this.#press, { capture: true });
    clearInterval(this.#timer);
  }

  protected override willUpdate(): void {
    const asked = `${this.slug} ${this.#query} ${JSON.stringify(this.#span)}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#startedAt = Date.now();
    this.askedAt = this.#startedAt;
    this.current = "";
  }

  async #lookAgain(): Promise<void> {
    await Promise.all([this.#counts.refetch(), this.#facets.refetch()]);
  }

  #hold(): void {
    this.#feed.hold(this.paused || !this.#atTop);
  }

  #pause(paused: boolean): void {
    this.paused = paused;
    this.#hold();
  }

  #toNewest(): void {
    this.paused = false;
    this.#atTop = true;
    this.#hold();
    this.#rows?.toTop();
  }

  #open(id: string | null): void {
    changeQuery({ entry: id });
    if (id) this.current = id;
  }

  #search(query: string): void {
    changeQuery({ q: query, entry: null });
  }

  #walk(step: 1 | -1): void {
    const { book } = this.#feed;
    let index = this.current ? book.placeOf(this.current) + step : 0;
    for (; index >= 0 && index < book.length; index += step) {
      const row = book.at(index);
      if (!row || isSkipped(row)) continue;
      this.current = row.id;
      this.#rows?.show(index);
      if (this.search.get("entry")) this.#open(row.id);
      return;
    }
  }

  #press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const onControl = (event.target as Element).closest("a[href], button, summary") !== null;
    if (event.key === "j") this.#walk(1);
    else if (event.key === "k") this.#walk(-1);
    else if (event.key === "Enter" && this.current && !onControl) this.#open(this.current);
    else if (event.key === "Escape" && this.search.get("entry")) this.#open(null);
    else if (event.key === " " && !onControl && goesOn(this.#span)) this.#pause(!this.paused);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  get #seen(): SeenInLogs {
    const facets = this.#facets.data?.workspace?.logFacets.facets ?? [];
    const bare = facets.map(({ field, values }) => ({
      name: field.replace(/^(attributes|resource)\./, ""),
      values: values.map(({ value }) => value),
    }));
    const columns = new Set(["level", "service", "tenant", "env"]);
    return {
      attributes: bare.flatMap(({ name }) => (columns.has(name) ? [] : [name])),
      values: Object.fromEntries(bare.map(({ name, values }) => [name, values])),
    };
  }

  #bar(): TemplateResult {
    const span = this.#span;
    const own = goesOn(span)
      ? nothing
      : html`<option value="" selected>${exactTime(span.from, "minute")} to ${exactTime(span.to, "minute")}</option>`;
    const change = (event: Event): void => {
      const last = (event.target as HTMLSelectElement).value;
      if (last) changeQuery({ last, from: null, to: null, entry: null });
    };
    return html`<div class="log-bar" role="search">
      <plb-log-search-box .query=${this.#query} .seen=${this.#seen} @plb-search=${(event: CustomEvent<string>) => this.#search(event.detail)}></plb-log-search-box>
      <div class="row"><select class="select small" aria-label="Span of time" @change=${change}>${own}${lastSpans.map(({ key, label }) => html`<option value=${key} ?selected=${goesOn(span) && span.last === key}>${label}</option>`)}</select>${this.#follow()}${savedMenu({ slug: this.slug, workspaceId: this.workspaceId, query: this.#query, saved: this.#saved.data?.workspace?.savedSearches.nodes ?? [], may: this.can("saved_searches:write"), mayManage: this.can("saved_searches:manage"), mayAlert: this.can("alert_rules:write"), search: (query) => this.#search(query), changed: () => void this.#saved.refetch() })}${exportMenu({ slug: this.slug, filter: filterOf(this.#query, span, this.#startedAt), total: this.#total, may: this.can("logs:export") })}</div>
    </div>`;
  }

  /** The search itself was refused: its reason stands once, where the entries would. */
  get #refused(): boolean {
    return Boolean(this.#feed.error) && !this.#feed.ready;
  }

  get #total(): number | undefined {
    return this.#counts.data?.workspace?.logCount.count;
  }

  /** All that fits in hand at once, for those who may take everything; others scroll, page by page. */
  #more(): TemplateResult | typeof nothing {
    const { hasOlder, loadingOlder, book } = this.#feed;
    if (!this.can("logs:export") || !hasOlder || loadingOlder || book.length >= mostInHand) return nothing;
    const step = mostInHand - book.length;
    const rest = this.#total === undefined ? step : Math.max(0, this.#total - book.length);
    const count = Math.min(step, rest);
    if (count <= 0) return nothing;
    // Until they are counted nobody knows how many there are.
    const words = this.#total === undefined ? "Read older ones" : `Read ${count.toLocaleString("en")} older`;
    return html`<button class="btn small" type="button" @click=${() => void runStep(() => this.#feed.many(step))}>${words}</button>`;
  }

  #follow(): TemplateResult | typeof nothing {
    if (!goesOn(this.#span))
      return html`<button class="btn small" type="button" @click=${() => changeQuery({ from: null, to: null })}>Follow what arrives</button>`;
    return html`<button class="btn small" type="button" aria-pressed=${this.paused} @click=${() => this.#pause(!this.paused)}>${this.paused ? "Resume" : "Pause"} <span class="kbd">space</span></button>`;
  }

  #state(): TemplateResult {
    const { connected, book } = this.#feed;
    const waiting = book.waiting > 0 ? `, ${book.waiting.toLocaleString("en")} new` : "";
    if (!goesOn(this.#span)) return html`<span class="meta">a span that has ended</span>`;
    if (this.paused) return html`<span class="meta state is-stale">Paused${waiting}</span>`;
    if (this.#feed.error) return html`<span class="meta state is-stale">Not following</span>`;
    if (!connected)
      return html`<span class="meta state is-stale">Not following: no connection. It is tried again by itself</span>`;
    return html`<span class="meta"><span class="live"><span>${book.held ? `waiting above${waiting}` : "as they arrive"}</span></span></span>`;
  }

  #foot(): TemplateResult {
    const { book, loadingOlder, ready } = this.#feed;
    if (!ready) return html`<footer class="log-foot"></footer>`;
    const counted = this.#counts.data?.workspace?.logCount;
    const number = (count: number): string => count.toLocaleString("en");
    const total = counted ? `${counted.exact ? "" : "at least "}${number(Math.max(counted.count, book.length))}` : "";
    const whole = counted?.exact && counted.count <= book.length;
    const words = whole
      ? html`all <b>${number(book.length)}</b>`
      : html`newest <b>${number(book.length)}</b>${total ? html` of <b>${total}</b>` : nothing}`;
    return html`<footer class="log-foot"><span aria-live="off">${words}</span>${book.shortened ? html`<span>Older rows have left this page; scroll or narrow the search to see them.</span>` : nothing}${loadingOlder ? html`<span>Reading older entries</span>` : this.#more()}<span class="push row"><span class="kbd">j</span><span class="kbd">k</span> walk <span class="kbd">Enter</span> open</span></footer>`;
  }

  #list(): TemplateResult {
    const { book, revision, ready, error } = this.#feed;
    if (error && !ready) return loadError(error, () => void this.#feed.again());
    if (!ready) return skeleton(10);
    if (book.length === 0)
      return noEntries({
        slug: this.slug,
        query: this.#query,
        search: this.search,
      });
    const entry = this.search.get("entry") ?? "";
    const fresh =
      book.waiting > 0
        ? html`<button class="btn small log-new" type="button" @click=${() => this.#toNewest()}>${book.waiting.toLocaleString("en")} new</button>`
        : nothing;
    return html`<div class="log-box ${entry ? "with-entry" : ""}"><div class="log-list">${fresh}<plb-log-rows .book=${book} .revision=${revision} .openId=${entry} .currentId=${this.current} @plb-open=${(event: CustomEvent<string>) => this.#open(event.detail)} @plb-end=${() => void this.#feed.older()} @plb-top=${(
      event: CustomEvent<boolean>,
    ) => {
      this.#atTop = event.detail;
      this.#hold();
    }}></plb-log-rows></div>${entry ? this.#entry(entry) : nothing}</div>`;
  }

  #entry(id: string): TemplateResult {
    const narrow = ({ detail }: CustomEvent<{ term: string; exclude: boolean }>): void =>
      this.#search(toggleTerm(this.#query, detail.term, detail.exclude));
    return html`<plb-log-entry .slug=${this.slug} .entryId=${id} @plb-close=${() => this.#open(null)} @plb-open=${(event: CustomEvent<string>) => this.#open(event.detail)} @plb-term=${narrow}></plb-log-entry>`;
  }

  #histogram(): TemplateResult {
    const bars = this.#counts.data?.workspace?.logHistogram.bars;
    const inside = bars
      ? html`<plb-log-histogram .bars=${bars} @plb-span=${(event: CustomEvent<{ from: string; to: string }>) => changeQuery({ ...event.detail, last: null, entry: null })}></plb-log-histogram>`
      : this.#counts.error && !this.#refused
        ? loadError(this.#counts.error, () => void this.#counts.refetch())
        : html`<div class="log-bars"></div>`;
    return html`<div class="log-time">${inside}</div>`;
  }

  override render(): TemplateResult {
    const reads = {
      operation: { document: LogLinesDocument, variables: { ...this.#variables(), first: 100, after: null } },
    };
    this.describe({ crumbs: [{ label: "Logs" }], reads, live: true });
    const facets = this.#refused
      ? nothing
      : facetsPanel({
          facets: this.#facets.data?.workspace?.logFacets,
          error: this.#facets.error,
          query: this.#query,
          change: (query) => this.#search(query),
        });
    return html`${pageHead({ title: "Logs", actions: logTabs(this.slug, "") })}
      ${this.#bar()}
      <div class="log-cols ${this.facetsOpen ? "show-facets" : ""}">
        <section class="panel log-facets" aria-label="Facets">${facets}</section>
        <section class="panel log-main" aria-labelledby="entries"><header><h2 id="entries">Entries</h2>${this.#state()}<button class="btn plain small push log-facets-button" type="button" aria-expanded=${this.facetsOpen} @click=${() => {
          this.facetsOpen = !this.facetsOpen;
        }}>Facets</button></header>${this.#histogram()}${this.#list()}${this.#foot()}</section>
      </div>`;
  }
}

defineElement("plb-logs-page", LogsPage);
