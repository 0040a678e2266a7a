import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { cssVars } from "../../parts/css-vars.ts";
import { defineElement } from "../../parts/define-element.ts";
import { LightElement } from "../../parts/light-element.ts";
import { levelWord } from "./level-words.ts";
import type { LogBook } from "./log-book.ts";
import { isSkipped, type LogRow, type ShownRow } from "./log-row.ts";
import { rowClock } from "./row-clock.ts";
import { rowWindow } from "./row-window.ts";

const narrow = matchMedia("(max-width: 900px)");

/**
 * The rows of a book, of which only those in view are in the page.
 * @event plb-open - a row was chosen; `detail` is its id
 * @event plb-top - the reader came to the newest row, or left it; `detail` says whether it is in view
 * @event plb-end - the reader is near the oldest row in hand
 */
export class LogRows extends LightElement {
  static override properties = { book: { attribute: false }, revision: {}, openId: {}, currentId: {} };
  declare book: LogBook<ShownRow> | undefined;
  /** Changed whenever the book has changed. */
  declare revision: number;
  /** The row that is open beside the list. */
  declare openId: string;
  /** The row that the keys stand on. */
  declare currentId: string;
  #scroller: HTMLElement | null = null;
  #scrollTop = 0;
  #boxHeight = 0;
  #drawn = "";
  #length = 0;
  #atTop = true;
  #frame = 0;
  #sizes = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.book = undefined;
    this.revision = 0;
    this.openId = "";
    this.currentId = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    narrow.addEventListener("change", this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    narrow.removeEventListener("change", this.#redraw);
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#scroller = null;
  }

  /** Pixels of one row; the stylesheet says the same. */
  get rowHeight(): number {
    return narrow.matches ? 48 : 28;
  }

  /** Brings a place into view. */
  show(index: number): void {
    const { rowHeight } = this;
    const top = index * rowHeight;
    if (!this.#scroller) return;
    if (top < this.#scrollTop) this.#scroller.scrollTop = top;
    else if (top + rowHeight > this.#scrollTop + this.#boxHeight)
      this.#scroller.scrollTop = top + rowHeight - this.#boxHeight;
  }

  /** Goes to the newest row. */
  toTop(): void {
    if (this.#scroller) this.#scroller.scrollTop = 0;
  }

  #redraw = (): void => this.requestUpdate();

  #measure(): void {
    this.#boxHeight = this.#scroller?.clientHeight ?? 0;
    this.requestUpdate();
  }

  #scrolled(): void {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#scrollTop = this.#scroller?.scrollTop ?? 0;
      const { first, end } = this.#window();
      if (`${first} ${end}` !== this.#drawn) this.requestUpdate();
      this.#tell(end);
    });
  }

  #tell(end: number): void {
    const atTop = this.#scrollTop < this.rowHeight;
    if (atTop !== this.#atTop) {
      this.#atTop = atTop;
      this.dispatchEvent(new CustomEvent("plb-top", { detail: atTop }));
    }
    if (end >= (this.book?.length ?? 0)) this.dispatchEvent(new CustomEvent("plb-end"));
  }

  #window() {
    return rowWindow(this.#scrollTop, this.#boxHeight, this.rowHeight, this.book?.length ?? 0);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const length = this.book?.length ?? 0;
    // Rows that are added above must not push away what the reader looks at.
    if (changed.has("revision") && !this.#atTop && length > this.#length && this.#length > 0 && this.#scroller) {
      const anchor = this.#anchor ? (this.book?.placeOf(this.#anchor.id) ?? -1) : -1;
      const moved = anchor === -1 || !this.#anchor ? 0 : anchor - this.#anchor.index;
      if (moved > 0) this.#scrollTop += moved * this.rowHeight;
    }
    this.#length = length;
  }

  #anchor: { id: string; index: number } | undefined;

  protected override updated(): void {
    const scroller = this.querySelector<HTMLElement>(".log-scroll");
    if (scroller && scroller !== this.#scroller) {
      this.#scroller = scroller;
      this.#sizes.observe(scroller);
      this.#measure();
    }
    if (scroller && Math.abs(scroller.scrollTop - this.#scrollTop) > 1 && !this.#frame)
      scroller.scrollTop = this.#scrollTop;
    const { first, end } = this.#window();
    this.#drawn = `${first} ${end}`;
    const row = this.book?.at(first);
    this.#anchor = row ? { id: row.id, index: first } : undefined;
  }

  #row(row: ShownRow, index: number): TemplateResult {
    if (isSkipped(row))
      return html`<div class="log-row skipped" role="row"><span role="cell">${row.skipped.toLocaleString("en")} entries were skipped here: they came faster than this page could take them. Narrow the search to see each.</span></div>`;
    return this.#entry(row, index);
  }

  #entry(row: LogRow, index: number): TemplateResult {
    const { day, time } = rowClock(row.time);
    const level = levelWord(row.level);
    const state = `${row.id === this.openId ? "open" : ""} ${row.id === this.currentId ? "current" : ""}`;
    return html`<div class="log-row ${level} ${state}" role="row" aria-rowindex=${index + 1} data-index=${index}><span class="t" role="cell">${day ? html`<b>${day}</b> ` : nothing}${time}</span><span class="l" role="cell">${level}</span><span class="s" role="cell">${row.service}</span><span class="m" role="cell">${row.tenant ? html`<span class="tag">${row.tenant}</span> ` : nothing}${firstLine(row.body)}</span></div>`;
  }

  #choose(event: Event): void {
    const { index } = (event.target as Element).closest<HTMLElement>("[data-index]")?.dataset ?? {};
    const row = index === undefined ? undefined : this.book?.at(Number(index));
    if (row) this.dispatchEvent(new CustomEvent("plb-open", { detail: row.id }));
  }

  override render(): TemplateResult {
    const { book, rowHeight } = this;
    const { first, end } = this.#window();
    const drawn: TemplateResult[] = [];
    for (let index = first; index < end; index += 1) {
      const row = book?.at(index);
      if (row) drawn.push(this.#row(row, index));
    }
    const count = book?.length ?? 0;
    return html`<div class="log-scroll" role="table" aria-label="Log entries, the newest first" aria-rowcount=${count} tabindex="0" @scroll=${this.#scrolled} @click=${this.#choose}>
      <div class="log-all" role="rowgroup" ${cssVars({ "--all": `${count * rowHeight}px` })}><div class="log-drawn" role="presentation" ${cssVars({ "--from": `${first * rowHeight}px` })}>${drawn}</div></div></div>`;
  }
}

/** Rows have one line; a message of many shows its first. */
function firstLine(body: string): string {
  const end = body.indexOf("\n");
  return (end === -1 ? body : body.slice(0, end)).slice(0, 400);
}

defineElement("plb-log-rows", LogRows);
