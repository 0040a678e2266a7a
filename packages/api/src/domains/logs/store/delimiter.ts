import { randomUUID } from "node:crypto";

/** Control characters that hardly any text contains: the separators of ASCII first. */
const candidates = [..."\u001f\u001e\u001d\u001c\u0001\u0002\u0003\u0004\u0005\u0006"];

/** A text that none of these contains, to put between them. */
export function delimiterFor(columns: readonly (readonly string[])[]): string {
  for (const candidate of candidates) {
    if (!columns.some((texts) => texts.some((text) => text.includes(candidate)))) return candidate;
  }
  return `\u001f${randomUUID()}\u001f`;
}
