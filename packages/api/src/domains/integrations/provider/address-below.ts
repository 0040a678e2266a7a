/** What a server's address must look like where a person types it: http or https, no credentials, no query. */
export const addressForm = /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i;

/** An address below one that a person typed, whose own path is kept: `https://host/prometheus/` and `/api/v1/alerts`. */
export function addressBelow(base: string | undefined, path: string): string {
  return `${(base ?? "").replace(/\/+$/, "")}${path}`;
}
