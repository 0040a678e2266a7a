/** An endpoint's address as history shows it: without the query, where some receivers carry a token. */
export function shownUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
