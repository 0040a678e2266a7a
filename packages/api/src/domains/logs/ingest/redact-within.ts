import { longestFinding } from "../redaction/built-in-rules.ts";
import type { Redaction, RedactionCounts } from "../redaction/compile-redaction.ts";

export interface RedactedText {
  text: string;
  /** Characters that were left out. */
  lost: number;
}

/**
 * At most so many characters of a text, redacted. What lies far beyond the limit is not read. Redaction shortens, so what was behind the
 * limit may move before it: the end of what was read, where a secret may have been cut in two, is never kept.
 * @param limit in characters
 */
export function redactWithin(
  given: string,
  limit: number,
  { redaction, counts }: { redaction: Redaction; counts: RedactionCounts },
): RedactedText {
  const beyond = given.length - limit - longestFinding;
  const read = beyond > 0 ? given.slice(0, limit + longestFinding) : given;
  const seen = redaction.text(read, counts);
  const most = beyond > 0 ? Math.min(limit, seen.length - longestFinding) : limit;
  if (beyond <= 0 && seen.length <= most) return { text: seen, lost: 0 };
  const text = seen.slice(0, Math.max(0, most)).toWellFormed();
  return { text, lost: seen.length - text.length + Math.max(0, beyond) };
}
