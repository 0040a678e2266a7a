import { html, nothing, type TemplateResult } from "lit";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime } from "../../parts/clock.ts";
import { codeBlock } from "../../parts/code-block.ts";
import { defineElement } from "../../parts/define-element.ts";
import { icon } from "../../parts/icon.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { entryFields } from "./entry-fields.ts";
import { levelWord } from "./level-words.ts";
import type { LogRow } from "./log-row.ts";
import { LogContextDocument, LogEntryDetailDocument, type LogEntryDetailQuery } from "./logs.gen.ts";
import { queryTerm } from "./query-term.ts";
import { rowClock } from "./row-clock.ts";

type Entry = NonNullable<NonNullable<LogEntryDetailQuery["workspace"]>["logEntry"]>;

/**
 * Everything about one entry, beside the list.
 * @event plb-close - the reader is done with it
 * @event plb-open - another entry was chosen; `detail` is its id
 * @event plb-term - a value narrows the search, or leaves it; `detail` is `{term, exclude}`
 */
export class LogEntryDrawer extends LightElement {
  static override properties = { slug: {}, entryId: {}, around: { state: true } };
  declare slug: string;
  declare entryId: string;
  /** The entry whose surroundings are shown. */
  declare around: string;
  #entry = new QueryController(this, {
    document: LogEntryDetailDocument,
    variables: () => (this.slug && this.entryId ? { slug: this.slug, id: this.entryId } : undefined),
  });
  #context = new QueryController(this, {
    document: LogContextDocument,
    variables: () => (this.around && this.around === this.entryId ? { slug: this.slug, id: this.entryId } : undefined),
  });

  constructor() {
    super();
    this.slug = "";
    this.entryId = "";
    this.around = "";
  }

  #tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #narrow(field: string, value: string, exclude: boolean): void {
    this.#tell("plb-term", { term: queryTerm(field, value), exclude });
  }

  #trace(entry: Entry): TemplateResult | typeof nothing {
    if (!entry.traceId) return nothing;
    const href = `/w/${this.slug}/logs?${new URLSearchParams({ q: `trace:${entry.traceId}`, last: "30d" })}`;
    return html`<a class="btn small" href=${href}>All of this trace</a>`;
  }

  #head(entry: Entry): TemplateResult {
    const level = levelWord(entry.level);
    return html`<header class="entry-head"><span class="log-level ${level}">${level}</span><time datetime=${entry.time} title=${exactTime(entry.time)}>${rowClock(entry.time).day} ${rowClock(entry.time).time}</time><span class="quiet">${timeAgo(entry.time)}</span><button class="btn plain icon small push" type="button" aria-label="Close the entry" @click=${() => this.#tell("plb-close")}>${icon("close")}</button></header>`;
  }

  #steps(entry: Entry): TemplateResult {
    const shown = this.around === entry.id;
    return html`<div class="row">${this.#trace(entry)}<button class="btn small" type="button" aria-expanded=${shown} @click=${() => {
      this.around = shown ? "" : entry.id;
    }}>${shown ? "Hide what is around it" : "What is around it"}</button></div>`;
  }

  #line(row: LogRow, own: boolean): TemplateResult {
    const level = levelWord(row.level);
    return html`<li class="${level} ${own ? "own" : ""}"><button type="button" ?disabled=${own} @click=${() => this.#tell("plb-open", row.id)}><span>${rowClock(row.time).time}</span><span class="log-level ${level}">${level}</span><span>${row.body.slice(0, 300)}</span></button></li>`;
  }

  #surroundings(entry: Entry): TemplateResult | typeof nothing {
    if (this.around !== entry.id) return nothing;
    const found = this.#context.data?.workspace?.logEntry;
    if (!found)
      return this.#context.error ? loadError(this.#context.error, () => void this.#context.refetch()) : skeleton(3);
    return html`<ol class="log-around" aria-label="What ${entry.service || "the same service"} wrote around it">${found.before.map((row) => this.#line(row, false))}${this.#line(entry, true)}${found.after.map((row) => this.#line(row, false))}</ol>`;
  }

  #body(entry: Entry): TemplateResult {
    const { attributes } = entry;
    const stack = (attributes as Record<string, unknown> | null)?.["exception.stacktrace"];
    return html`${this.#head(entry)}<div class="entry-body">
      ${codeBlock("Message", entry.bodyJson === null ? entry.body : JSON.stringify(entry.bodyJson, null, 2), true)}
      ${this.#steps(entry)}
      ${this.#surroundings(entry)}
      ${typeof stack === "string" ? html`<h3>Stack</h3>${codeBlock("Stack", stack)}` : nothing}
      ${entryFields(entry, (field, value, exclude) => this.#narrow(field, value, exclude))}
    </div>`;
  }

  override render(): TemplateResult {
    const entry = this.#entry.data?.workspace?.logEntry;
    const inside = (): TemplateResult => {
      if (entry) return this.#body(entry);
      if (this.#entry.error) return loadError(this.#entry.error, () => void this.#entry.refetch());
      if (this.#entry.data)
        return html`<div class="entry-body"><p>This entry is gone: its retention has ended, or somebody deleted it.</p><button class="btn small" type="button" @click=${() => this.#tell("plb-close")}>Close</button></div>`;
      return skeleton(6);
    };
    return html`<aside class="log-entry" aria-label="The entry">${inside()}</aside>`;
  }
}

defineElement("plb-log-entry", LogEntryDrawer);
