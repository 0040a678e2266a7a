import type { z } from "zod";
import { type InputIssue, InvalidInputError } from "./errors.ts";

const unstorable = "must not contain the NUL character, nor half of a character (a lone surrogate).";

/**
 * Parses a verb's input. All issues come back at once, each with its path. What Postgres cannot hold is refused wherever it
 * stands: it would answer with an error that names no field.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const issue = findUnstorable(input, []);
  if (issue) throw new InvalidInputError([issue]);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InvalidInputError(
    parsed.error.issues.map(
      (issue): InputIssue => ({ path: issue.path.map(String), message: endWithStop(messageOf(issue)) }),
    ),
  );
}

/** Zod names every unknown key, however many and long they are; ten tell enough. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "unrecognized_keys") return issue.message;
  const named = issue.keys
    .slice(0, 10)
    .map((key) => `"${key.length > 60 ? `${key.slice(0, 60).toWellFormed()}…` : key}"`);
  const more = issue.keys.length - named.length;
  return `Unrecognized ${issue.keys.length === 1 ? "key" : "keys"}: ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function endWithStop(message: string): string {
  return /[.?]$/.test(message) ? message : `${message}.`;
}

/** Levels of objects and lists in one another at most: what reads an input may go down by calling itself. */
const mostLevels = 64;

/** A value with its way from the top; the path is written out only for what is found. */
interface Place {
  value: unknown;
  key: string;
  above: Place | null;
  level: number;
}

/**
 * What of an input Postgres cannot hold, and where: text with a NUL (22021 in text), or with a lone surrogate, which text would keep
 * as another character and jsonb refuses (22P02); or what is nested too deep. Takes time to the input's size, however it is nested.
 * @param path of the input itself
 */
export function findUnstorable(value: unknown, path: string[]): InputIssue | null {
  const waiting: Place[] = [{ value, key: "", above: null, level: 0 }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { value: here, level } = place;
    if (typeof here === "string" && !isStorable(here)) return { path: [...path, ...wayTo(place)], message: unstorable };
    if (here === null || typeof here !== "object" || here instanceof Uint8Array) continue;
    if (level >= mostLevels)
      return { path: [...path, ...wayTo(place).slice(0, 8)], message: `is nested deeper than ${mostLevels} levels.` };
    const entries = Object.entries(here);
    for (const [key, inner] of entries.reverse()) {
      if (!isStorable(key)) return { path: [...path, ...wayTo(place), "(key)"], message: unstorable };
      waiting.push({ value: inner, key, above: place, level: level + 1 });
    }
  }
  return null;
}

function wayTo(place: Place): string[] {
  const way: string[] = [];
  for (let at = place; at.above; at = at.above) way.push(at.key);
  return way.reverse();
}

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
