import { namedSets, type PatternNode } from "./pattern-node.ts";

const wordClass = printRanges(namedSets.w as Ranges);
const inWord = `[${wordClass}]`;

/** Postgres' own `\y` follows the database's locale; these follow ASCII, as everything here. */
const places = {
  start: "^",
  end: "$",
  boundary: `(?:(?<=${inWord})(?!${inWord})|(?<!${inWord})(?=${inWord}))`,
  within: `(?:(?<=${inWord})(?=${inWord})|(?<!${inWord})(?!${inWord}))`,
} as const;

type Ranges = readonly (readonly [number, number])[];

/** The expression in Postgres' dialect (advanced regular expressions, without newline-sensitive matching). */
export function printForPostgres(node: PatternNode): string {
  switch (node.kind) {
    case "set": {
      const [only] = node.ranges;
      if (!only) return node.not ? "." : "(?!)";
      if (node.ranges.length === 1 && only[0] === only[1] && !node.not) return printCharacter(only[0]);
      return `[${node.not ? "^" : ""}${printRanges(node.ranges)}]`;
    }
    case "sequence":
      return node.of
        .map((part) => (part.kind === "either" ? `(?:${printForPostgres(part)})` : printForPostgres(part)))
        .join("");
    case "either":
      return node.of.map(printForPostgres).join("|");
    case "repeat": {
      const { node: inner, least, most } = node;
      const atom = inner.kind === "set" ? printForPostgres(inner) : `(?:${printForPostgres(inner)})`;
      return `${atom}{${least},${most ?? ""}}`;
    }
    case "at":
      return places[node.place];
  }
}

function printRanges(ranges: Ranges): string {
  return ranges
    .map(([low, high]) => (low === high ? printCharacter(low) : `${printCharacter(low)}-${printCharacter(high)}`))
    .join("");
}

function printCharacter(code: number): string {
  const char = String.fromCodePoint(code);
  if (/[A-Za-z0-9]/.test(char) || code > 127) return char;
  return code < 32 || code === 127 ? `\\u${code.toString(16).padStart(4, "0")}` : `\\${char}`;
}
