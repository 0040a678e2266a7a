import { LitElement } from "lit";

/**
 * The base of every element of the console. It renders into the light DOM, so that one shared stylesheet, `label for`,
 * in-page links, and the browser's own search and translation work across the whole page (docs/adr/0010).
 * Elements have no box of their own: what they render takes its place.
 */
export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.style.display) this.style.display = "contents";
  }
}
