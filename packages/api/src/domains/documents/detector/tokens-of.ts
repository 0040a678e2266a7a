/**
 * What a token is: a name that somebody chose (`sendMagicLink`), something that people type or configure, or an ordinary word.
 * Names are compared as they are written, words in small letters and without their plural.
 */
export type TokenKind = "name" | "setting" | "endpoint" | "flag" | "package" | "slug" | "version" | "word";

export interface Token {
  text: string;
  kind: TokenKind;
}

const pattern =
  /--[a-z][\w-]+|@[a-z][\w-]*\/[\w-]+|(?<![\w./<:])\/[A-Za-z][\w:{}-]*(?:\/[\w:{}*-]+)*|(?:v|(?<!\d))\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?|[A-Za-z_$][\w$]*(?:-[A-Za-z][\w$]*)*/g;

/** Words that say nothing in either code or prose. */
const stopWords = new Set(
  `the and for that this with from are was will can not you your have has its our use used using when which then than also into
  but all any each only one two new set get let var const function return import export type interface async await class extends
  true false null undefined string number boolean void unknown never promise object array record partial readonly public private
  static else case switch break continue throw try catch finally default typeof instanceof keyof infer should would could must may
  might more most some such other there here their they them what where how who why does did done just like make made been being
  add added adds fix fixed fixes feat chore refactor test tests update updated updates improve support supports`.split(
    /\s+/,
  ),
);

/** Every token of a line, in order. */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  for (const [text] of line.matchAll(pattern)) {
    const kind = kindOf(text);
    if (kind !== "word") tokens.push({ text, kind });
    for (const word of kind === "word" || kind === "name" || kind === "slug" ? wordsOf(text) : []) {
      tokens.push({ text: word, kind: "word" });
    }
  }
  return tokens;
}

function kindOf(text: string): TokenKind {
  if (text.startsWith("--")) return "flag";
  if (text.startsWith("@")) return "package";
  if (text.startsWith("/")) return "endpoint";
  if (/^v?\d/.test(text)) return "version";
  if (text.includes("-")) return "slug";
  if (/^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(text)) return "setting";
  return /[a-z0-9][A-Z]|_|\$|[A-Z]{2}[a-z]/.test(text.replace(/^[_$]+|(?<![_$])[_$]+$/g, "")) ? "name" : "word";
}

/** The words in a name: `requireEmailVerification` → require, email, verification. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2 && !stopWords.has(word))
    .map(stem);
}

/** Only the plural: more would join words that mean different things. */
function stem(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
