/** `%` and `_` mean themselves. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** A LIKE pattern of a whole text: it begins with the first piece and ends with the last. */
export function likeOf(pieces: readonly string[]): string {
  return pieces.map(literally).join("%");
}

/** A LIKE pattern for pieces anywhere in a text, in their order. */
export function likeWithin(pieces: readonly string[]): string {
  return `%${likeOf(pieces)}%`;
}
