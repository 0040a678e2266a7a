import { type LogField, logFieldOf } from "./log-fields.ts";
import { readLevel } from "./log-levels.ts";
import type { LogPattern, LogTest } from "./log-query.ts";
import { LogQueryError } from "./log-query-problem.ts";
import { compilePattern } from "./pattern/match-pattern.ts";
import { parsePattern } from "./pattern/parse-pattern.ts";
import type { ReadTest } from "./read-field-test.ts";
import { readMoment } from "./read-moment.ts";

/** A number as comparisons take it: 15 digits on each side of the point, so that every engine reads the same one. */
export const numberForm = /^-?\d{1,15}(\.\d{1,15})?$/;

/** A whole number as equality takes it: 64-bit ids and longer ones are told apart to the last digit. */
export const wholeForm = /^-?\d{1,100}$/;

/**
 * Looks whether a field can be compared as it is asked.
 * @param field the name as it was written
 * @throws LogQueryError with what to write instead
 */
export function checkFieldTest(field: string, { test, from, to }: ReadTest): void {
  const fail = (message: string, instead: string): never => {
    throw new LogQueryError({ from, to, message, instead });
  };
  if (test.op === "regex") checkPattern(test.pattern, from + 1);
  const known = logFieldOf(field);
  const values = valuesOf(test);
  if (test.op === "exists") return;
  if (!known) {
    if (isOrdered(test)) requireNumbers(values, field, fail);
    return;
  }
  checks[known.kind](test, values, known, fail);
}

type Fail = (message: string, instead: string) => never;

const checks: Record<LogField["kind"], (test: LogTest, values: string[], field: LogField, fail: Fail) => void> = {
  level(test, values, _field, fail) {
    if (test.op === "like" || test.op === "regex") fail("A level is one of six words.", "level:(warn OR error)");
    for (const value of values)
      if (!readLevel(value))
        fail(`“${value}” is no level.`, "level:error, one of trace, debug, info, warn, error, fatal");
  },
  number(test, values, field, fail) {
    if (test.op === "like" || test.op === "regex") fail(`${field.name} is a number.`, field.example);
    requireNumbers(values, field.name, fail);
  },
  time(test, values, field, fail) {
    if (test.op === "like" || test.op === "regex") fail("A time is compared.", field.example);
    for (const value of values) {
      const span = readMoment(value, 0);
      if (!span) return fail(`“${value}” is no time.`, "time:>-15m, time:today or time:>2026-11-21T14:07");
      if (span.from === span.to && test.op === "is")
        fail(`“${value}” is one moment, at which hardly anything happens.`, `time:>${value}`);
    }
  },
  hex(test, values, field, fail) {
    const digits = field.name === "trace" ? 32 : 16;
    if (test.op !== "is") fail(`${field.name} is compared as a whole.`, field.example);
    for (const value of values)
      if (!new RegExp(`^[0-9a-f]{${digits}}$`, "i").test(value))
        fail(`“${value}” has not ${digits} hexadecimal digits.`, field.example);
  },
  text(test, _values, field, fail) {
    if (isOrdered(test))
      fail(`${field.name} has no order to compare by.`, `${field.name}:value or ${field.name}:web-*`);
  },
  body(test, _values, field, fail) {
    if (isOrdered(test)) fail("The body has no order to compare by.", field.example);
  },
};

/** @throws LogQueryError with the place in the whole search */
export function checkPattern({ source, ignoreCase }: LogPattern, offset: number): void {
  try {
    compilePattern(parsePattern(source), ignoreCase);
  } catch (error) {
    if (!(error instanceof LogQueryError)) throw error;
    const { from, to, message, instead } = error.problem;
    throw new LogQueryError({ from: from + offset, to: to + offset, message, instead });
  }
}

function requireNumbers(values: readonly string[], field: string, fail: Fail): void {
  for (const value of values)
    if (!numberForm.test(value)) fail(`“${value}” is no number that ${field} could be compared with.`, `${field}:>500`);
}

function isOrdered({ op }: LogTest): boolean {
  return op === "gt" || op === "gte" || op === "lt" || op === "lte" || op === "between";
}

function valuesOf(test: LogTest): string[] {
  if ("value" in test) return [test.value];
  return test.op === "between" ? [test.from, test.to].filter((end) => end !== null) : [];
}
