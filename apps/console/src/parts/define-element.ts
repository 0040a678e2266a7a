/** Registers an element once; a second registration (hot reload, two chunks) is harmless. */
export function defineElement(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
