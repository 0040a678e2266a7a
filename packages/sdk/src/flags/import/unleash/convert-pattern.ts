import { guardRegex } from "../../conditions/guard-regex.ts";
import { ImportRefusal } from "../flag-import.ts";
import { foldCase } from "../fold-case.ts";

const classes: Readonly<Record<string, string>> = {
  alpha: "A-Za-z",
  digit: "0-9",
  alnum: "0-9A-Za-z",
  upper: "A-Z",
  lower: "a-z",
  space: "\\s",
  word: "\\w",
  xdigit: "0-9A-Fa-f",
};

/**
 * RE2's pattern, which Unleash uses, as one of ours; null for a pattern that RE2 refuses, and that never fits in Unleash.
 * @throws ImportRefusal for what fits in Unleash and cannot be had here
 */
export function convertPattern(pattern: string, caseInsensitive = false): string | null {
  // Looking around and back references are what RE2 does without: https://github.com/google/re2/wiki/Syntax
  if (/\(\?<?[=!]|\\[1-9]|\\k</.test(pattern)) return null;
  let fold = caseInsensitive;
  let dotAll = false;
  let ours = pattern.replace(/\(\?([a-zA-Z]+)\)/, (_, flags: string) => {
    if (/[^is]/.test(flags))
      throw new ImportRefusal(`The pattern ${pattern} has the flags (?${flags}); ours know i and s.`);
    fold ||= flags.includes("i");
    dotAll = flags.includes("s");
    return "";
  });
  ours = ours
    .replace(/\[:(\w+):\]/g, (whole, name: string) => classes[name] ?? whole)
    // Escapes that mean the character itself are an error in JavaScript's Unicode patterns.
    .replace(/\\([^\w\s])/g, (whole, one: string) => (/[\\^$.*+?()[\]{}|/-]/.test(one) ? whole : one))
    .replace(/\\-|\[(?:\\.|[^\]\\])*\]/gs, (part) => (part === "\\-" ? "-" : part));
  if (dotAll) ours = ours.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\./gs, (part) => (part === "." ? "[\\s\\S]" : part));
  if (fold) ours = foldCase(ours);
  if (!isPattern(ours)) return null;
  try {
    guardRegex(ours);
  } catch (error) {
    throw new ImportRefusal(
      `The pattern ${pattern} cannot be taken over: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return ours;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
