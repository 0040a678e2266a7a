/** Where the focus was last in the page's content: the element, and each of its ancestors with the place of its child. */
let held: { element: HTMLElement; path: { parent: Element; at: number }[] } | undefined;

const controls = "a[href], button:not([disabled]), input, select, textarea, summary, [tabindex]";

function remember({ target }: FocusEvent): void {
  const element = target as HTMLElement;
  if (!element.closest("main") || element.closest("[popover]")) return;
  const path = [];
  for (let child: Element = element; child.parentElement; child = child.parentElement)
    path.push({ parent: child.parentElement, at: [...child.parentElement.children].indexOf(child) });
  held = { element, path };
}

/** Starts remembering where the focus is, for `keepFocus`. */
export function startKeepingFocus(): void {
  document.addEventListener("focusin", remember);
}

const visible = (element: HTMLElement): boolean => element.checkVisibility() && !element.closest("[popover]");

function firstOf(place: Element | undefined): HTMLElement | undefined {
  if (!place) return undefined;
  const all = [place, ...place.querySelectorAll(`${controls}, h1, h2, h3`)];
  return all.find(
    (each): each is HTMLElement =>
      each instanceof HTMLElement && each.matches(`${controls}, h1, h2, h3`) && visible(each),
  );
}

/**
 * Gives the focus back where it was when the focused element has left the page: to the element itself if it is still there,
 * else to the control or heading nearest to its place. Does nothing while something has the focus, or where the reader took it away.
 */
export function keepFocus({ returning = false }: { returning?: boolean } = {}): void {
  if (!held || (document.activeElement && document.activeElement !== document.body)) return;
  if (held.element.isConnected && visible(held.element)) {
    if (returning) held.element.focus({ preventScroll: true });
    return;
  }
  for (const { parent, at } of held.path) {
    if (!parent.isConnected || !parent.closest("main")) continue;
    const near = parent.children[Math.min(at, parent.children.length - 1)];
    const found = firstOf(near) ?? firstOf(parent);
    if (!found) continue;
    if (!found.matches(controls)) found.tabIndex = -1;
    found.focus({ preventScroll: true });
    return;
  }
}
