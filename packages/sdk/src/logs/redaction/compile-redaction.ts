import { isSecretName } from "./is-secret-name.ts";
import { type NamedPattern, namedPatterns, type RedactionPattern } from "./patterns.ts";

export interface RedactionOptions {
  /**
   * Further fields to censor, from the entry's attributes downwards: `user.email`, `*.ssn` (one level), `**.pin` (any level).
   * Case, `-` and `_` do not count. Passwords, tokens, cookies and keys are censored by their names without being listed.
   */
  paths?: readonly string[] | undefined;
  /** What is replaced inside any text, the message and stacks too. Default `card` and `token`; add `email` or your own. */
  patterns?: readonly (NamedPattern | RedactionPattern)[] | undefined;
  /** Set to false to send fields such as `password` as they are. Default true. */
  secrets?: boolean | undefined;
}

/** Redaction, ready to be asked for every value. */
export interface Redaction {
  /** What stands instead of the value at this path, undefined when the value may go out. */
  censorAt(path: readonly string[]): string | undefined;
  /** The text without what the patterns find, cut to a length. */
  text(text: string, maxLength: number): string;
  /** How many values and passages have been replaced. */
  readonly count: number;
}

const censored = "[redacted]";
/** Characters beyond a cut that patterns still see: a token must not leave by halves. */
const beyondCut = 2048;

/** @throws TypeError when a path is empty or a pattern's name is unknown: a rule that does nothing must not pass for one */
export function compileRedaction({
  paths = [],
  patterns = ["card", "token"],
  secrets = true,
}: RedactionOptions = {}): Redaction {
  const rules = paths.map((path) => {
    const segments = path.split(".").map((segment) => (segment.startsWith("*") ? segment : fold(segment)));
    if (segments.includes("")) throw new TypeError(`The redaction path “${path}” has an empty part.`);
    return segments;
  });
  const finders = patterns.map((pattern) => {
    const known = typeof pattern === "string" ? namedPatterns[pattern] : pattern;
    if (!known)
      throw new TypeError(`No redaction pattern is called “${String(pattern)}”: email, card, token, or your own.`);
    return { ...known, find: new RegExp(known.find, [...new Set(`${known.find.flags}g`)].join("")) };
  });
  let count = 0;
  return {
    censorAt(path) {
      const last = path.at(-1);
      if (last === undefined) return undefined;
      // A flat key such as `http.request.header.authorization` is a path by itself.
      const folded = path.flatMap((part) => part.split(".")).map(fold);
      if (!(secrets && isSecretName(last)) && !rules.some((rule) => fits(rule, folded))) return undefined;
      count += 1;
      return censored;
    },
    text(text, maxLength) {
      let seen = text.length > maxLength + beyondCut ? text.slice(0, maxLength + beyondCut) : text;
      for (const { find, name, confirm } of finders) {
        seen = seen.replace(find, (found) => {
          if (confirm && !confirm(found)) return found;
          count += 1;
          return `[${name}]`;
        });
      }
      return seen.length > maxLength
        ? `${seen.slice(0, maxLength)}… (cut: ${text.length - maxLength} more characters)`
        : seen;
    },
    get count() {
      return count;
    },
  };
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, "");
}

function fits(rule: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = rule;
  if (first === undefined) return path.length === 0;
  if (first === "**") return path.some((_, index) => fits(rest, path.slice(index)));
  if (path.length === 0) return false;
  return (first === "*" || first === path[0]) && fits(rest, path.slice(1));
}
