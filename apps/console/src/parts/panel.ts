import { html, nothing, type TemplateResult } from "lit";

export interface PanelParts {
  /** Names the section for assistive technology and for links within the page. */
  id: string;
  title: unknown;
  /** A quiet fact beside the title. */
  meta?: unknown;
  /** One control at the right of the head. */
  aside?: unknown;
  body: unknown;
  footer?: unknown;
  /** Further classes of the section, for a page's own few rules. */
  className?: string;
  /** Pads the body by 16 px; lists and tables bring their own padding. Default false. */
  pad?: boolean;
}

/** A panel: drawn by one line, with a head, and content aligned to it. Never put one within another. */
export function panel({ id, title, meta, aside, body, footer, className, pad }: PanelParts): TemplateResult {
  return html`<section class="panel ${className ?? ""}" aria-labelledby=${id}>
    <header><h2 id=${id}>${title}</h2>${meta === undefined ? nothing : html`<span class="meta ${isCount(meta) ? "count" : ""}">${meta}</span>`}${aside === undefined ? nothing : html`<div class="row push">${aside}</div>`}</header>
    ${pad ? html`<div class="pad">${body}</div>` : body}
    ${footer === undefined ? nothing : html`<footer>${footer}</footer>`}
  </section>`;
}

/** A bare number needs no line of its own on a phone. */
const isCount = (meta: unknown): boolean => typeof meta === "string" && /^[\d,]+$/.test(meta);
