import { attributeValue, type LogAttributes, scalarText } from "./attribute-value.ts";
import { numberForm, wholeForm } from "./check-field-test.ts";
import { logFieldOf } from "./log-fields.ts";
import type { LogPattern, LogQuery, LogQueryNode, LogTest } from "./log-query.ts";
import { compilePattern } from "./pattern/match-pattern.ts";
import { parsePattern } from "./pattern/parse-pattern.ts";
import { boundsOf, levelBounds, numberSpan, type Span, timeBounds } from "./test-bounds.ts";

/** What of a log entry a search can look at. */
export interface MatchableLogEntry {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** 1 to 24; 0 where the sender gave none. */
  readonly severity: number;
  readonly body: string;
  readonly service: string;
  /** Key of the environment. */
  readonly env: string | null;
  /** Key of the tenant. */
  readonly tenant: string | null;
  /** Lower-case hexadecimal. */
  readonly trace: string | null;
  readonly span: string | null;
  /** The error group's id, as the API shows it. */
  readonly group: string | null;
  readonly scope: string | null;
  readonly event: string | null;
  readonly attributes: LogAttributes;
  readonly resource: LogAttributes;
}

type Matcher = (entry: MatchableLogEntry) => boolean;

/** Longest number, in characters, that is compared: greater ones no engine holds exactly. */
const longestNumber = 300;

/**
 * A search as a test of entries in memory. It decides as the store does; a property test holds both against each other.
 * @param now what `-15m` and `today` are counted from
 */
export function compileLogMatcher(query: LogQuery, now: number): Matcher {
  return query ? compile(query, now) : () => true;
}

function compile(node: LogQueryNode, now: number): Matcher {
  switch (node.kind) {
    case "and": {
      const all = node.all.map((part) => compile(part, now));
      return (entry) => all.every((matches) => matches(entry));
    }
    case "or": {
      const any = node.any.map((part) => compile(part, now));
      return (entry) => any.some((matches) => matches(entry));
    }
    case "not": {
      const matches = compile(node.node, now);
      return (entry) => !matches(entry);
    }
    case "text": {
      const pieces = node.pieces.map((piece) => piece.toLowerCase());
      return ({ body }) => holdsInOrder(body.toLowerCase(), pieces);
    }
    case "regex": {
      const matches = matcherOf(node.pattern);
      return ({ body }) => matches(body);
    }
    case "field":
      return compileField(node.field, node.test, now);
  }
}

function matcherOf({ source, ignoreCase }: LogPattern): (text: string) => boolean {
  return compilePattern(parsePattern(source), ignoreCase);
}

function holdsInOrder(text: string, pieces: readonly string[]): boolean {
  let at = 0;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return true;
}

function compileField(field: string, test: LogTest, now: number): Matcher {
  const known = logFieldOf(field);
  if (!known) return compileAttribute(field, test);
  switch (known.kind) {
    case "level":
      return compileLevel(test);
    case "number":
      return compileSpan((entry) => entry.severity, test, numberSpan, 1);
    case "time":
      return compileTime(test, now);
    case "hex": {
      const value = "value" in test ? test.value.toLowerCase() : null;
      const read =
        known.name === "trace" ? (entry: MatchableLogEntry) => entry.trace : (entry: MatchableLogEntry) => entry.span;
      return value === null ? (entry) => read(entry) !== null : (entry) => read(entry) === value;
    }
    case "text": {
      const name = known.name as "service" | "tenant" | "env" | "group" | "scope" | "event";
      const matches = compileText(test);
      return (entry) => entry[name] !== null && entry[name] !== "" && matches(entry[name]);
    }
    case "body":
      return () => true;
  }
}

function compileLevel(test: LogTest): Matcher {
  const { from, to, none } = levelBounds(test);
  return ({ severity }) => (severity === 0 ? none : severity >= from && severity <= to);
}

/** Both ends of a span belong to it. @param least what the value has at least where there is one at all */
function compileSpan(
  read: (entry: MatchableLogEntry) => number,
  test: LogTest,
  spanOf: (value: string) => Span,
  least: number,
): Matcher {
  const bounds = boundsOf(test, spanOf) ?? { from: least, to: Number.POSITIVE_INFINITY };
  return (entry) => read(entry) >= bounds.from && read(entry) <= bounds.to;
}

function compileTime(test: LogTest, now: number): Matcher {
  const { from, before } = timeBounds(test, now);
  return ({ time }) => (from === null || time >= from) && (before === null || time < before);
}

function compileText(test: LogTest): (value: string) => boolean {
  switch (test.op) {
    case "is":
      return (value) => value === test.value;
    case "like":
      return (value) => isLike(value, test.pieces);
    case "regex":
      return matcherOf(test.pattern);
    default:
      return () => true;
  }
}

function isLike(value: string, pieces: readonly string[]): boolean {
  const first = pieces[0] as string;
  const last = pieces.at(-1) as string;
  if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  return holdsInOrder(value.slice(first.length, value.length - last.length), pieces.slice(1, -1));
}

function compileAttribute(field: string, test: LogTest): Matcher {
  const read = (entry: MatchableLogEntry) => attributeValue(entry, field);
  switch (test.op) {
    case "exists":
      return (entry) => (read(entry) ?? null) !== null;
    case "is":
      return (entry) => [read(entry)].flat(1).some((value) => isValue(value, test.value));
    case "like":
    case "regex": {
      const matches = compileText(test);
      return (entry) => {
        const text = scalarText(read(entry));
        return text !== null && matches(text);
      };
    }
    default: {
      const bounds = (value: string) => Number(value);
      return (entry) => {
        const number = numberOf(read(entry));
        return number !== null && passes(number, test, bounds);
      };
    }
  }
}

/** A list is what any of its values is. */
function isValue(value: unknown, wanted: string): boolean {
  if (value === wanted) return true;
  if (typeof value === "bigint" || Number.isSafeInteger(value)) {
    if (wholeForm.test(wanted)) return BigInt(wanted) === BigInt(value as number | bigint);
    return numberForm.test(wanted) && value === Number(wanted);
  }
  if (typeof value === "number") return numberForm.test(wanted) && value === Number(wanted);
  return typeof value === "boolean" && String(value) === wanted;
}

/** Numbers, and text that is one: senders disagree about what is sent as which. */
function numberOf(value: unknown): number | null {
  if (typeof value !== "number" && typeof value !== "bigint" && !(typeof value === "string" && numberForm.test(value)))
    return null;
  return (scalarText(value) as string).length < longestNumber ? Number(value) : null;
}

function passes(number: number, test: LogTest, read: (value: string) => number): boolean {
  switch (test.op) {
    case "gt":
      return number > read(test.value);
    case "gte":
      return number >= read(test.value);
    case "lt":
      return number < read(test.value);
    case "lte":
      return number <= read(test.value);
    case "between":
      return (test.from === null || number >= read(test.from)) && (test.to === null || number <= read(test.to));
    default:
      return true;
  }
}
