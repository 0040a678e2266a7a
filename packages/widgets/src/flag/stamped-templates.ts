/** What stands in `<template>` children is inert, and not even loaded, until its slot is chosen: this puts it into the page, and takes it out again. */
export class StampedTemplates {
  readonly #host: HTMLElement;
  readonly #stamped = new Map<HTMLTemplateElement, HTMLElement>();

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Names of the slots that the element has content for, in a template or not. */
  slots(): Set<string> {
    const stamps = new Set<Element>(this.#stamped.values());
    const children = [...this.#host.children].filter((child) => !stamps.has(child));
    const hasText = [...this.#host.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim(),
    );
    return new Set([...children.map((child) => child.slot), ...(hasText ? [""] : [])]);
  }

  /** Does nothing where all of the slot's templates are there already. */
  show(slot: string): void {
    for (const [template, stamp] of this.#stamped) {
      if (template.slot === slot && template.parentElement === this.#host) continue;
      stamp.remove();
      this.#stamped.delete(template);
    }
    for (const child of [...this.#host.children]) {
      if (!(child instanceof HTMLTemplateElement) || child.slot !== slot || this.#stamped.has(child)) continue;
      const stamp = document.createElement("div");
      stamp.style.display = "contents";
      stamp.slot = slot;
      stamp.append(document.importNode(child.content, true));
      this.#stamped.set(child, stamp);
      child.after(stamp);
    }
  }
}
