import { LogQueryError } from "../log-query-problem.ts";
import { anyCharacter, namedSets, type PatternNode } from "./pattern-node.ts";

/** Longest expression, in characters, and the greatest count in `{m,n}`, which is Postgres' own (DUPMAX). */
const longest = 500;
const mostRepeats = 255;
const mostDepth = 20;

const control: Record<string, number> = { n: 10, r: 13, t: 9, f: 12, v: 11 };
const isLetterOrDigit = (char: string) => /[A-Za-z0-9]/.test(char);
const one = (code: number): PatternNode => ({ kind: "set", ranges: [[code, code]], not: false });

/**
 * Reads a regular expression: the part of the language that Postgres, browsers and re2 understand alike. What only engines can do
 * that try (back references, looking around) is refused, and so the rest can be matched in time to the text's length.
 * @throws LogQueryError with the place in the expression
 */
export function parsePattern(source: string): PatternNode {
  if (source === "") fail(0, 1, "The regular expression is empty.", "/card (declined|expired)/");
  if (source.length > longest)
    fail(0, source.length, `A regular expression has at most ${longest} characters.`, "Shorten it.");
  const reader = new PatternReader(source);
  const node = reader.either(0);
  if (reader.at < source.length) fail(reader.at, reader.at + 1, "This ) has no (.", "\\) for the character itself");
  return node;
}

function fail(from: number, to: number, message: string, instead: string): never {
  throw new LogQueryError({ from, to, message, instead });
}

class PatternReader {
  readonly #source: string;
  at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  either(depth: number): PatternNode {
    if (depth > mostDepth) fail(this.at, this.at + 1, "The groups are nested too deep.", "Take a group out.");
    const branches = [this.#sequence(depth)];
    while (this.#source[this.at] === "|") {
      this.at += 1;
      branches.push(this.#sequence(depth));
    }
    return branches.length === 1 ? (branches[0] as PatternNode) : { kind: "either", of: branches };
  }

  #sequence(depth: number): PatternNode {
    const parts: PatternNode[] = [];
    while (this.at < this.#source.length && !"|)".includes(this.#source[this.at] as string)) {
      const from = this.at;
      parts.push(this.#repeated(this.#atom(depth), from));
    }
    return parts.length === 1 ? (parts[0] as PatternNode) : { kind: "sequence", of: parts };
  }

  #repeated(node: PatternNode, from: number): PatternNode {
    const counts = /^(?:[*+?]|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})/.exec(this.#source.slice(this.at));
    if (!counts) return node;
    const [sign, low, comma, high] = counts;
    this.at += sign.length;
    // Whether the shortest or the longest is tried first changes what is matched, not whether.
    if (this.#source[this.at] === "?") this.at += 1;
    if (/^[*+?{]/.test(this.#source.slice(this.at)) && this.#source[this.at] !== "{")
      fail(from, this.at + 1, "A repeat cannot be repeated.", "(?:a+)*, with a group");
    if (node.kind === "at") fail(from, this.at, "A place cannot be repeated.", "Leave the repeat out.");
    const least = low === undefined ? (sign === "+" ? 1 : 0) : Number(low);
    const most = low === undefined ? (sign === "?" ? 1 : null) : comma ? (high ? Number(high) : null) : least;
    if (Math.max(least, most ?? 0) > mostRepeats)
      fail(from, this.at, `A count is at most ${mostRepeats}.`, "* or + for any number");
    if (most !== null && most < least) fail(from, this.at, "The count ends before it begins.", `{${most},${least}}`);
    return { kind: "repeat", node, least, most };
  }

  #atom(depth: number): PatternNode {
    const from = this.at;
    const code = this.#source.codePointAt(from) as number;
    const char = String.fromCodePoint(code);
    this.at += char.length;
    if (char === "(") return this.#group(from, depth);
    if (char === "[") return this.#set(from);
    if (char === ".") return anyCharacter;
    if (char === "^") return { kind: "at", place: "start" };
    if (char === "$") return { kind: "at", place: "end" };
    if (char === "\\") return this.#escape(from);
    if ("*+?".includes(char) || /^\{\d/.test(this.#source.slice(from)))
      fail(from, this.at, `There is nothing before ${char} to repeat.`, `\\${char} for the character itself`);
    return one(code);
  }

  #group(from: number, depth: number): PatternNode {
    if (this.#source[this.at] === "?") {
      if (this.#source[this.at + 1] !== ":")
        fail(from, this.at + 2, "Looking around and named groups are not known here.", "(…) or (?:…)");
      this.at += 2;
    }
    const node = this.either(depth + 1);
    if (this.#source[this.at] !== ")") fail(from, from + 1, "This ( is never closed.", "\\( for the character itself");
    this.at += 1;
    // A place in a group could be repeated from outside.
    return { kind: "sequence", of: [node] };
  }

  #escape(from: number): PatternNode {
    const char = this.#source[this.at];
    if (char === undefined) fail(from, this.at, "The expression ends with a \\.", "\\\\ for the character itself");
    this.at += 1;
    if (char === "b") return { kind: "at", place: "boundary" };
    if (char === "B") return { kind: "at", place: "within" };
    const named = namedSets[char.toLowerCase()];
    if (named) return { kind: "set", ranges: named, not: char !== char.toLowerCase() };
    if (char in control) return one(control[char] as number);
    if (isLetterOrDigit(char))
      fail(from, this.at, `\\${char} is not known here.`, "\\d \\w \\s \\b, or the character without its \\");
    const code = this.#source.codePointAt(this.at - 1) as number;
    this.at += code > 0xffff ? 1 : 0;
    return one(code);
  }

  #set(from: number): PatternNode {
    const not = this.#source[this.at] === "^";
    if (not) this.at += 1;
    const ranges: (readonly [number, number])[] = [];
    for (let first = true; this.#source[this.at] !== "]" || first; first = false) {
      if (this.at >= this.#source.length)
        fail(from, from + 1, "This [ is never closed.", "\\[ for the character itself");
      const low = this.#member();
      const isRange = this.#source[this.at] === "-" && !["]", undefined].includes(this.#source[this.at + 1]);
      if (typeof low !== "number" || !isRange) {
        ranges.push(...(typeof low === "number" ? [[low, low] as const] : low));
        continue;
      }
      this.at += 1;
      const high = this.#member();
      if (typeof high !== "number" || high < low)
        fail(from, this.at, "A range runs from the lower to the higher.", "[a-z]");
      ranges.push([low, high]);
    }
    this.at += 1;
    return { kind: "set", ranges, not };
  }

  #member(): number | readonly (readonly [number, number])[] {
    const code = this.#source.codePointAt(this.at) as number;
    this.at += code > 0xffff ? 2 : 1;
    if (code !== 92) return code;
    const char = this.#source[this.at];
    if (char && namedSets[char]) {
      this.at += 1;
      return namedSets[char];
    }
    if (char && char in control) {
      this.at += 1;
      return control[char] as number;
    }
    if (char === undefined || isLetterOrDigit(char))
      fail(
        this.at - 1,
        this.at + 1,
        `\\${char ?? ""} is not known within [ ].`,
        "[A-Za-z], or \\\\ for the character itself",
      );
    const escaped = this.#source.codePointAt(this.at) as number;
    this.at += escaped > 0xffff ? 2 : 1;
    return escaped;
  }
}
