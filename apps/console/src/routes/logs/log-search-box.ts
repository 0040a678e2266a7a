import { completeLogQuery, type LogCompletion, type LogQueryProblem, parseLogQuery } from "@plumbline/sdk/logs/query";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { icon } from "../../parts/icon.ts";
import { LightElement } from "../../parts/light-element.ts";
import { mark } from "../../parts/mark.ts";

/** What was seen in this workspace's logs, for the completion. */
export interface SeenInLogs {
  attributes: readonly string[];
  values: Readonly<Record<string, readonly string[]>>;
}

/**
 * The search box of the log viewer: completes while one types, and says what it cannot read where it stands.
 * @event plb-search - a search that can be read was entered; `detail` is its text
 */
export class LogSearchBox extends LightElement {
  static override properties = {
    query: {},
    seen: { attribute: false },
    typed: { state: true },
    completion: { state: true },
    picked: { state: true },
    problem: { state: true },
  };
  /** The search in force. */
  declare query: string;
  declare seen: SeenInLogs;
  declare typed: string;
  declare completion: LogCompletion | null;
  /** The option that Enter would take; -1 for none. */
  declare picked: number;
  declare problem: LogQueryProblem | null;

  constructor() {
    super();
    this.query = "";
    this.seen = { attributes: [], values: {} };
    this.typed = "";
    this.completion = null;
    this.picked = -1;
    this.problem = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("query")) return;
    // Who went somewhere and types already is not interrupted when the page gets there.
    const types = this.typed !== (changed.get("query") ?? "") && this.contains(document.activeElement);
    if (types) return;
    this.typed = this.query;
    this.problem = problemOf(this.query);
  }

  get #input(): HTMLInputElement {
    return this.querySelector("input") as HTMLInputElement;
  }

  #offer(): void {
    const completion = completeLogQuery(this.typed, this.#input.selectionStart ?? this.typed.length, this.seen);
    this.completion = completion.options.length > 0 ? completion : null;
    this.picked = -1;
  }

  #type(event: Event): void {
    this.typed = (event.target as HTMLInputElement).value;
    // A search that is still being written is not wrong yet; what was wrong may be right now.
    if (this.problem) this.problem = problemOf(this.typed);
    this.#offer();
  }

  #take(index: number): void {
    const option = this.completion?.options[index];
    if (!this.completion || !option) return;
    const { from, to } = this.completion;
    this.typed = this.typed.slice(0, from) + option.insert + this.typed.slice(to).trimStart();
    const caret = from + option.insert.length;
    this.completion = null;
    void this.updateComplete.then(() => {
      this.#input.focus();
      this.#input.setSelectionRange(caret, caret);
      // After a field its values are what one wants next.
      if (option.insert.endsWith(":")) this.#offer();
    });
  }

  #enter(): void {
    this.completion = null;
    this.problem = problemOf(this.typed);
    if (!this.problem && this.typed.trim() !== this.query.trim())
      this.dispatchEvent(new CustomEvent("plb-search", { detail: this.typed.trim() }));
  }

  #press(event: KeyboardEvent): void {
    const count = this.completion?.options.length ?? 0;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.picked = this.picked === -1 && step === -1 ? count - 1 : (this.picked + step + count) % count;
    } else if (event.key === "ArrowDown") this.#offer();
    else if ((event.key === "Enter" || event.key === "Tab") && this.picked >= 0) this.#take(this.picked);
    else if (event.key === "Enter") this.#enter();
    else if (event.key === "Escape" && this.completion) this.completion = null;
    else if (event.key === "Escape") this.#input.blur();
    else return;
    if (event.key !== "Escape" || count > 0) event.preventDefault();
  }

  #options(): TemplateResult | typeof nothing {
    const { completion } = this;
    if (!completion) return nothing;
    return html`<ul class="log-complete" id="log-options" role="listbox" aria-label="Completions">${completion.options.map(
      (option, index) =>
        html`<li role="option" id="log-option-${index}" aria-selected=${index === this.picked} @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.#take(index)}><code>${option.insert.trim()}</code><span>${option.detail}</span></li>`,
    )}</ul>`;
  }

  #said(): TemplateResult | typeof nothing {
    const { problem, typed } = this;
    if (!problem) return nothing;
    const about = typed.slice(problem.from, problem.to);
    return html`<p class="log-problem" role="alert">${mark("broken", "")}<span>${about ? html`<code>${about}</code> ` : nothing}${problem.message} ${problem.instead}</span></p>`;
  }

  override render(): TemplateResult {
    const active = this.picked >= 0 ? `log-option-${this.picked}` : nothing;
    return html`<div class="log-ask"><div class="log-field">${icon("search")}<input class="input mono" type="search" role="combobox" aria-label="Search log entries" aria-expanded=${this.completion !== null} aria-controls=${this.completion ? "log-options" : nothing} aria-autocomplete="list" aria-activedescendant=${active} aria-invalid=${this.problem ? "true" : nothing} placeholder=${`level:error service:checkout "card declined" -tenant:acme`} autocomplete="off" spellcheck="false" .value=${this.typed} @input=${this.#type} @keydown=${this.#press} @focus=${this.#offer} @click=${this.#offer} @search=${this.#enter} @blur=${() => {
      this.completion = null;
    }}>${this.#options()}</div>${this.#said()}</div>`;
  }
}

function problemOf(text: string): LogQueryProblem | null {
  const read = parseLogQuery(text);
  return read.ok ? null : read.problem;
}

defineElement("plb-log-search-box", LogSearchBox);
