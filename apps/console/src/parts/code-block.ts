import { html, type TemplateResult } from "lit";
import { copyText } from "./copy-text.ts";
import { defineElement } from "./define-element.ts";
import { LightElement } from "./light-element.ts";

/** Code that is meant to be pasted somewhere else, with a button that copies it. */
export class CodeBlock extends LightElement {
  static override properties = { code: {}, label: {}, wrap: { type: Boolean }, copied: { state: true } };
  declare code: string;
  /** What the code is, for assistive technology. */
  declare label: string;
  /** Breaks long lines in place of scrolling. */
  declare wrap: boolean;
  declare copied: boolean;

  constructor() {
    super();
    this.code = "";
    this.label = "Code";
    this.wrap = false;
    this.copied = false;
  }

  async #copy(): Promise<void> {
    await copyText(this.code);
    this.copied = true;
    setTimeout(() => {
      this.copied = false;
    }, 2000);
  }

  override render(): TemplateResult {
    return html`<div class="code ${this.wrap ? "wrap" : ""}"><pre tabindex="0" aria-label=${this.label}>${this.code}</pre><button class="btn small" type="button" @click=${this.#copy}>${this.copied ? "Copied" : "Copy"}</button></div>`;
  }
}

defineElement("plb-code", CodeBlock);

/** The element as a template. */
export function codeBlock(label: string, code: string, wrap = false): TemplateResult {
  return html`<plb-code .label=${label} .code=${code} .wrap=${wrap}></plb-code>`;
}
