/** Where to go after signing in: the place that asked for it, when it is one of ours. */
export function nextPlace(search: URLSearchParams): string {
  const next = search.get("next") ?? "/";
  // Only a path of this site: `//host` and `/\host` would leave it.
  return /^\/(?![/\\])/.test(next) ? next : "/";
}
