import { html, nothing, type TemplateResult } from "lit";
import { defineElement } from "./define-element.ts";
import { LightElement } from "./light-element.ts";

export type MenuItem =
  | {
      label: string;
      run?: () => void;
      href?: string;
      hint?: string;
      danger?: boolean;
      checked?: boolean;
      icon?: TemplateResult;
    }
  | { heading: string }
  | "line";

let count = 0;

/** A button that opens a menu. Arrow keys walk it, Escape closes it, the focus returns to the button. */
export class MenuButton extends LightElement {
  static override properties = { items: { attribute: false }, face: { attribute: false }, label: {}, buttonClass: {} };
  declare items: readonly MenuItem[];
  /** What the button shows. */
  declare face: unknown;
  /** What assistive technology says for the button. Empty when the face says it. */
  declare label: string;
  declare buttonClass: string;
  readonly #id = `menu-${++count}`;

  constructor() {
    super();
    this.items = [];
    this.face = nothing;
    this.label = "";
    this.buttonClass = "btn plain small";
  }

  #place(event: ToggleEvent): void {
    if (event.newState !== "open") return;
    const menu = event.target as HTMLElement;
    const anchor = (this.querySelector("button") as HTMLElement).getBoundingClientRect();
    const box = menu.getBoundingClientRect();
    const below = anchor.bottom + 4 + box.height <= innerHeight;
    const left = anchor.left + box.width <= innerWidth - 8 ? anchor.left : Math.max(8, anchor.right - box.width);
    menu.style.left = `${left}px`;
    menu.style.top = `${below ? anchor.bottom + 4 : Math.max(8, anchor.top - 4 - box.height)}px`;
    (menu.querySelector(".item") as HTMLElement | null)?.focus();
  }

  #walk(event: KeyboardEvent): void {
    const items = [...this.querySelectorAll<HTMLElement>(".item")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) items.at((at + step) % items.length)?.focus();
    else if (event.key === "Home") items[0]?.focus();
    else if (event.key === "End") items.at(-1)?.focus();
    else return;
    event.preventDefault();
  }

  #item(item: MenuItem): TemplateResult {
    if (item === "line") return html`<hr>`;
    if ("heading" in item) return html`<p class="label" role="presentation">${item.heading}</p>`;
    const close = (): void => (this.querySelector(".menu") as HTMLElement).hidePopover();
    const content = html`${item.icon ?? nothing}<span>${item.label}</span>${item.hint ? html`<span class="quiet">${item.hint}</span>` : nothing}`;
    const role = item.checked === undefined ? "menuitem" : "menuitemradio";
    const checked = item.checked === undefined ? nothing : item.checked ? "true" : "false";
    if (item.href)
      return html`<a class="item" role=${role} aria-checked=${checked} href=${item.href} @click=${close}>${content}</a>`;
    return html`<button class="item ${item.danger ? "danger" : ""}" type="button" role=${role} aria-checked=${checked} @click=${() => {
      close();
      item.run?.();
    }}>${content}</button>`;
  }

  override render(): TemplateResult {
    return html`<button class=${this.buttonClass} type="button" popovertarget=${this.#id} aria-haspopup="menu" aria-label=${this.label || nothing}>${this.face}</button>
      <div class="menu" id=${this.#id} popover role="menu" aria-label=${this.label || "Menu"} @toggle=${this.#place} @keydown=${this.#walk}>${this.items.map((item) => this.#item(item))}</div>`;
  }
}

defineElement("plb-menu", MenuButton);

export interface MenuParts {
  face: unknown;
  items: readonly MenuItem[];
  label?: string;
  buttonClass?: string;
}

/** The element as a template. */
export function menuButton({ face, items, label = "", buttonClass = "btn plain small" }: MenuParts): TemplateResult {
  return html`<plb-menu .face=${face} .items=${items} .label=${label} .buttonClass=${buttonClass}></plb-menu>`;
}
