/**
 * Milliseconds that a `Retry-After` header asks to wait (RFC 9110 §10.2.3: seconds or a date), or null without one.
 */
export function retryAfter(headers: Headers): number | null {
  const value = headers.get("retry-after");
  if (!value) return null;
  const seconds = Number(value);
  const ms = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
