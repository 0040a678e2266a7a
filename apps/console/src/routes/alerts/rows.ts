import { html, type TemplateResult } from "lit";
import { icon } from "../../parts/icon.ts";

/** A list with one of its items changed. */
export function replaced<Item>(items: readonly Item[], index: number, part: Partial<Item>): Item[] {
  return items.map((each, n) => (n === index ? { ...each, ...part } : each));
}

/** A list without one of its items. */
export function without<Item>(items: readonly Item[], index: number): Item[] {
  return items.filter((_, n) => n !== index);
}

/** A list in which one item stands one place earlier. */
export function earlier<Item>(items: readonly Item[], index: number): Item[] {
  const [item] = items.slice(index, index + 1);
  return item === undefined || index === 0 ? [...items] : without(items, index).toSpliced(index - 1, 0, item);
}

/** Takes a row out. */
export function removeButton(label: string, remove: () => void): TemplateResult {
  return html`<button class="btn icon" type="button" aria-label=${label} @click=${remove}>${icon("close")}</button>`;
}

/** Adds a row. */
export function addButton(label: string, add: () => void): TemplateResult {
  return html`<p class="row"><button class="btn small" type="button" @click=${add}>${icon("plus")}${label}</button></p>`;
}
