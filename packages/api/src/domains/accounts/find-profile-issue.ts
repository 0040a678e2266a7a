import { findUnstorable } from "../../service/parse-input.ts";

/** Longest name that a person can have here, in characters. */
export const longestName = 100;

/** What is wrong with what somebody writes about themselves, in words; null when nothing is. Looks only at the fields that are there. */
export function findProfileIssue(body: unknown): string | null {
  if (typeof body !== "object" || body === null) return null;
  const unstorable = findUnstorable(body, []);
  if (unstorable) return `The field ${unstorable.path.join(".")} ${unstorable.message}`;
  const { name, timeZone, image } = body as { name?: unknown; timeZone?: unknown; image?: unknown };
  if (name !== undefined && !isName(name))
    return `The name must have 1 to ${longestName} characters and no line breaks.`;
  if (timeZone !== undefined && timeZone !== null && !isTimeZone(timeZone)) {
    return "The time zone must be an IANA name, for example Europe/Lisbon.";
  }
  if (image !== undefined && image !== null) return "Pictures are not taken.";
  return null;
}

/** Whether a text can be a person's name: something to see, and no control characters. */
export function isName(name: unknown): boolean {
  return typeof name === "string" && name.trim().length > 0 && name.length <= longestName && !/\p{Cc}/u.test(name);
}

/** Whether the runtime knows the time zone by this name. */
export function isTimeZone(name: unknown): boolean {
  if (typeof name !== "string") return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
