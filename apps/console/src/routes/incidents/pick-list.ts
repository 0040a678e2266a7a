import { html, nothing, type TemplateResult } from "lit";
import { presentError } from "../../data/presented-error.ts";
import { defineElement } from "../../parts/define-element.ts";
import { icon } from "../../parts/icon.ts";
import { LightElement } from "../../parts/light-element.ts";

/** One thing that can be chosen. */
export interface PickOption {
  value: string;
  title: unknown;
  /** One line under the title. */
  sub?: unknown;
}

/** How long the typing must rest before it is looked up, in milliseconds. */
const restMs = 200;

/** A choice of one from what is found, for a form: the field above narrows it, the arrow keys walk it, Enter sends the form. */
export class PickList extends LightElement {
  static override properties = {
    name: {},
    label: {},
    hint: {},
    none: {},
    fixed: { attribute: false },
    find: { attribute: false },
    found: { state: true },
    problem: { state: true },
    chosen: { state: true },
  };
  /** Name of the value in the form. */
  declare name: string;
  /** What is chosen. */
  declare label: string;
  /** What the field asks for. */
  declare hint: string;
  /** What is said where nothing is found. */
  declare none: string;
  /** Always offered, below what is found. */
  declare fixed: readonly PickOption[];
  declare find: (text: string) => Promise<readonly PickOption[]>;
  declare found: readonly PickOption[] | undefined;
  declare problem: string;
  declare chosen: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor() {
    super();
    this.name = "choice";
    this.label = "";
    this.hint = "";
    this.none = "";
    this.fixed = [];
    this.find = () => Promise.resolve([]);
    this.found = undefined;
    this.problem = "";
    this.chosen = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#look("");
  }

  protected override firstUpdated(): void {
    // It is drawn after the dialog has given its focus to the first field that was there.
    this.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  async #look(text: string): Promise<void> {
    const turn = ++this.#turn;
    try {
      const found = await this.find(text.trim());
      if (turn !== this.#turn) return;
      [this.found, this.problem] = [found, ""];
      // What is on top is what most people want: Enter takes it.
      const all = [...found, ...this.fixed];
      if (!all.some(({ value }) => value === this.chosen)) this.chosen = all[0]?.value ?? "";
    } catch (error) {
      if (turn === this.#turn) this.problem = presentError(error).title;
    }
  }

  #type(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(value), restMs);
  }

  #press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...(this.found ?? []), ...this.fixed];
    const at = all.findIndex(({ value }) => value === this.chosen);
    this.chosen = all[(at + step + all.length) % Math.max(1, all.length)]?.value ?? "";
    void this.updateComplete.then(() =>
      this.querySelector("input:checked")?.closest("label")?.scrollIntoView({ block: "nearest" }),
    );
  }

  #option({ value, title, sub }: PickOption): TemplateResult {
    return html`<label class="pick"><input type="radio" name=${this.name} value=${value} .checked=${this.chosen === value} @change=${() => {
      this.chosen = value;
    }}><span>${title}${sub ? html`<small>${sub}</small>` : nothing}</span></label>`;
  }

  override render(): TemplateResult {
    const found = this.found ?? [];
    const empty = this.problem || (this.found && found.length === 0 ? this.none : "");
    return html`<fieldset class="choices pick-list"><legend>${this.label}</legend>
      <div class="search">${icon("search")}<input class="input" type="search" aria-label=${this.hint} placeholder=${this.hint} autocomplete="off" spellcheck="false" @input=${this.#type} @keydown=${this.#press}></div>
      <div class="picks" aria-live="polite">${found.map((each) => this.#option(each))}${empty ? html`<p class="quiet">${empty}</p>` : nothing}${this.fixed.map((each) => this.#option(each))}</div>
    </fieldset>`;
  }
}

defineElement("plb-pick-list", PickList);
