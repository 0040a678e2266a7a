import { html, type PropertyValues, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { PresentedError } from "../../data/presented-error.ts";
import { defineElement } from "../../parts/define-element.ts";
import { icon } from "../../parts/icon.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import "./guide-panel.css";

/** A connect guide beside the button that it explains. The text is the documentation's own page, rendered by the server. */
export class GuidePanelElement extends LightElement {
  static override properties = { guide: {}, name: {} };
  /** File of the guide below `docs/guides/`, without ending. */
  declare guide: string;
  /** The provider's name. */
  declare name: string;
  #html: string | null = null;
  #error: Error | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("guide")) void this.#load();
  }

  async #load(): Promise<void> {
    const { guide } = this;
    this.#html = null;
    this.#error = null;
    try {
      const answer = await fetch(`/docs/guides/${encodeURIComponent(guide)}?part=body`);
      if (!answer.ok)
        throw new PresentedError({
          code: "UNKNOWN",
          title: "The guide could not be read.",
          detail: `The server answered ${answer.status}.`,
        });
      const text = await answer.text();
      if (guide === this.guide) this.#html = text;
    } catch (error) {
      this.#error = error as Error;
    }
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const error = this.#error;
    return panel({
      id: "guide",
      title: `How to connect ${this.name}`,
      className: "guide",
      aside: html`<a class="btn plain" href="/docs/guides/${this.guide}" target="_blank">Open apart${icon("out")}</a>`,
      body: error
        ? loadError(error, () => void this.#load())
        : this.#html === null
          ? skeleton(6)
          : html`<div class="prose" tabindex="0" role="group" aria-label="The guide, scrolls">${unsafeHTML(this.#html)}</div>`,
    });
  }
}

defineElement("plb-guide-panel", GuidePanelElement);
