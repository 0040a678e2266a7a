/** Called after the place has changed. */
type Listener = () => void;

const listeners = new Set<Listener>();
const scrolls = new Map<string, number>();
let key = "first";
let isOurs: (path: string) => boolean = () => true;

function announce(): void {
  for (const listener of listeners) listener();
}

function rememberScroll(): void {
  scrolls.set(key, scrollY);
}

/** Puts the scroll back where it was at this history entry, once the page has grown tall enough. */
export function restoreScroll(): void {
  const wanted = scrolls.get(key) ?? 0;
  let tries = 0;
  const attempt = (): void => {
    scrollTo(0, wanted);
    if (Math.abs(scrollY - wanted) > 4 && ++tries < 20) setTimeout(attempt, 50);
  };
  attempt();
}

/**
 * Goes to an address of the console.
 * @param replace Takes the place of the current history entry, and keeps the scroll: for states of one page.
 */
export function navigate(address: string, { replace = false }: { replace?: boolean } = {}): void {
  rememberScroll();
  if (replace) {
    history.replaceState({ key }, "", address);
    announce();
    return;
  }
  key = crypto.randomUUID?.() ?? String(Math.random());
  history.pushState({ key }, "", address);
  announce();
}

/** The current address with some of its query changed. Null or '' takes a name out. */
export function addressWith(change: Record<string, string | null | undefined>): string {
  const search = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === undefined || value === "") search.delete(name);
    else search.set(name, value);
  }
  const text = search.toString();
  return location.pathname + (text ? `?${text}` : "");
}

/** Changes the query of the current address in place. */
export function changeQuery(change: Record<string, string | null | undefined>): void {
  navigate(addressWith(change), { replace: true });
}

/** @returns How to stop listening. */
export function onNavigation(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = (event.target as Element).closest?.("a[href]") as HTMLAnchorElement | null;
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  const raw = link.getAttribute("href") ?? "";
  if (raw.startsWith("#") || !isOurs(link.pathname)) return;
  event.preventDefault();
  navigate(link.pathname + link.search + link.hash, { replace: link.hasAttribute("data-replace") });
}

/**
 * Starts following links and the browser's back and forward.
 * @param known Whether a path is a page of the console; other paths (downloads, /docs, /auth) are left to the browser.
 */
export function startRouter(known: (path: string) => boolean): void {
  isOurs = known;
  history.scrollRestoration = "manual";
  key = (history.state as { key?: string } | null)?.key ?? "first";
  history.replaceState({ key }, "");
  addEventListener("popstate", (event) => {
    rememberScroll();
    key = (event.state as { key?: string } | null)?.key ?? "first";
    announce();
  });
  document.addEventListener("click", followLink);
}
