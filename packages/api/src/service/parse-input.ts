import type { z } from "zod";
import { type InputIssue, InvalidInputError } from "./errors.ts";

/** Why a text is refused that {@link findUnstorable} found. */
export const unstorableMessage = "must not contain the NUL character, nor half of a character (a lone surrogate).";

/**
 * Parses a verb's input. All issues come back at once, each with its path. What Postgres cannot hold is refused wherever it
 * stands: it would answer with an error that names no field.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const path = findUnstorable(input, []);
  if (path) throw new InvalidInputError([{ path, message: unstorableMessage }]);
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

/**
 * Where text stands that Postgres cannot hold: a NUL (22021 in text), or a lone surrogate, which text would keep as another
 * character and jsonb refuses (22P02).
 * @returns the path of the first one, or null
 */
export function findUnstorable(value: unknown, path: string[]): string[] | null {
  if (typeof value === "string") return isStorable(value) ? null : path;
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return [...path, "(key)"];
    const found = findUnstorable(inner, [...path, key]);
    if (found) return found;
  }
  return null;
}

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
