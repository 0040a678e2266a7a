const syntax = /[\\^$.*+?()[\]{}|/]/;

/** A pattern that fits a text in capitals and small letters alike: the evaluator's patterns have no flags. */
export function foldCase(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\p{L}/gsu, (part) => {
    if (part.startsWith("\\")) return part;
    if (part.startsWith("[")) return foldClass(part);
    const both = bothCases(part);
    return both.length > 1 ? `[${both.join("")}]` : part;
  });
}

/** A text as a pattern that fits exactly it. */
export function escapePattern(text: string): string {
  return [...text].map((one) => (syntax.test(one) ? `\\${one}` : one)).join("");
}

function foldClass(part: string): string {
  return part.replace(
    /\\.|([a-z])-([a-z])|([A-Z])-([A-Z])|\p{L}/gu,
    (one, a?: string, b?: string, c?: string, d?: string) => {
      if (one.startsWith("\\")) return one;
      const [from, to] = [a ?? c, b ?? d];
      if (from && to) return `${from.toLowerCase()}-${to.toLowerCase()}${from.toUpperCase()}-${to.toUpperCase()}`;
      return bothCases(one).join("");
    },
  );
}

function bothCases(letter: string): string[] {
  // A letter whose other case is more than one letter stays as it is.
  return [...new Set([letter.toLowerCase(), letter.toUpperCase()])].filter((one) => [...one].length === 1);
}
