import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { mark } from "./mark.ts";

export interface FieldParts {
  name: string;
  label: string;
  /** Type of the input, or `textarea`. Default text. A number with the inputmode `decimal` may have any fraction. */
  type?: "text" | "email" | "password" | "url" | "search" | "number" | "date" | "time" | "datetime-local" | "textarea";
  value?: string;
  hint?: unknown;
  /** What is wrong with the value and what to do. Stands at the field. */
  error?: string | undefined;
  placeholder?: string;
  autocomplete?: string;
  required?: boolean;
  autofocus?: boolean;
  readonly?: boolean;
  mono?: boolean;
  minlength?: number;
  maxlength?: number;
  inputmode?: string;
  pattern?: string;
  /** Text in front of the input, inside its frame (an address, a unit). */
  prefix?: string;
  /** A control in the label's line: Forgot password. */
  labelAside?: unknown;
  /** A button at the end, inside the frame. */
  suffix?: unknown;
  onInput?: (value: string) => void;
}

function control(parts: FieldParts, described: string): TemplateResult {
  const { name, type = "text", value = "", error } = parts;
  const onInput = (event: Event): void => parts.onInput?.((event.target as HTMLInputElement).value);
  if (type === "textarea") {
    return html`<textarea class="textarea ${parts.mono ? "mono" : ""}" id="f-${name}" name=${name} .value=${live(value)} placeholder=${parts.placeholder ?? nothing} ?required=${parts.required} ?readonly=${parts.readonly} aria-invalid=${error ? "true" : nothing} aria-describedby=${described || nothing} @input=${onInput}></textarea>`;
  }
  return html`<input class="input ${parts.mono ? "mono" : ""}" id="f-${name}" name=${name} type=${type} .value=${parts.onInput ? live(value) : value} placeholder=${parts.placeholder ?? nothing} autocomplete=${(parts.autocomplete ?? "off") as AutoFill} ?required=${parts.required} ?autofocus=${parts.autofocus} ?readonly=${parts.readonly} minlength=${parts.minlength ?? nothing} maxlength=${parts.maxlength ?? nothing} inputmode=${parts.inputmode ?? nothing} step=${type === "number" && parts.inputmode === "decimal" ? "any" : nothing} pattern=${parts.pattern ?? nothing} spellcheck="false" aria-invalid=${error ? "true" : nothing} aria-describedby=${described || nothing} @input=${onInput}>`;
}

/** A field with its label, hint and error. The error names the rule and the way out. */
export function field(parts: FieldParts): TemplateResult {
  const { name, label, hint, error } = parts;
  const described = [error ? `e-${name}` : "", hint ? `h-${name}` : ""].filter(Boolean).join(" ");
  const input = control(parts, described);
  const framed = parts.prefix !== undefined || parts.suffix !== undefined;
  return html`<div class="field">
    ${parts.labelAside === undefined ? html`<label for="f-${name}">${label}</label>` : html`<div class="label-row"><label for="f-${name}">${label}</label>${parts.labelAside}</div>`}
    ${framed ? html`<div class="affix">${parts.prefix === undefined ? nothing : html`<span>${parts.prefix}</span>`}${input}${parts.suffix ?? nothing}</div>` : input}
    ${error ? html`<p class="error" id="e-${name}">${mark("broken", "")}<span>${error}</span></p>` : nothing}
    ${hint ? html`<p class="hint" id="h-${name}">${hint}</p>` : nothing}
  </div>`;
}

export interface SelectParts {
  name: string;
  label: string;
  value?: string;
  options: readonly { value: string; label: string }[];
  hint?: unknown;
  error?: string | undefined;
  onChange?: (value: string) => void;
}

/** A choice from a list. With `onChange` it always shows `value`; without, only at first. */
export function selectField({ name, label, value = "", options, hint, error, onChange }: SelectParts): TemplateResult {
  const option = (each: { value: string; label: string }): TemplateResult =>
    onChange
      ? html`<option value=${each.value} .selected=${live(each.value === value)}>${each.label}</option>`
      : html`<option value=${each.value} ?selected=${each.value === value}>${each.label}</option>`;
  return html`<div class="field"><label for="f-${name}">${label}</label>
    <select class="select" id="f-${name}" name=${name} aria-invalid=${error ? "true" : nothing} @change=${(event: Event) => onChange?.((event.target as HTMLSelectElement).value)}>${options.map(option)}</select>
    ${error ? html`<p class="error">${mark("broken", "")}<span>${error}</span></p>` : nothing}
    ${hint ? html`<p class="hint">${hint}</p>` : nothing}</div>`;
}
