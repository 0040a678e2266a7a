import { TooLargeError } from "../../../service/errors.ts";

/** Milliseconds that a question over log entries may take. */
export const questionMs = 10_000;

/** The refusal of a question that took too long. */
export function tooLong(timeoutMs: number): TooLargeError {
  return new TooLargeError(
    `The search was not done within ${timeoutMs / 1000} s: too many entries had to be read one by one.`,
    "Narrow the time, add a level, service or tenant, or search for a text of at least three letters in place of a regular expression.",
  );
}

/** @throws TooLargeError when what began then has used up its time */
export function refuseLate(startedAt: number, timeoutMs = questionMs): void {
  if (performance.now() - startedAt > timeoutMs) throw tooLong(timeoutMs);
}
