import { FlagProblem } from "../flag-problem.ts";

export type Scalar = string | number | boolean;
/** Whether an attribute's value fits. */
export type Test = (actual: Scalar) => boolean;

/** An operator: how it reads what the context has, how it reads what the condition expects, and how it compares the two. */
export function operator<A, E>(
  readActual: (value: Scalar) => A | undefined,
  readExpected: (value: Scalar) => E | undefined,
  fits: (actual: A, expected: E) => boolean,
): (values: readonly Scalar[]) => Test {
  return (values) => {
    const expected = values.map((value) => {
      const read = readExpected(value);
      if (read === undefined || Number.isNaN(read)) throw new FlagProblem(`Value ${value}`);
      return read;
    });
    return (value) => {
      const actual = readActual(value);
      return actual !== undefined && expected.some((one) => fits(actual, one));
    };
  };
}

const text = (value: Scalar) => `${value}`;
const texts = (fits: (actual: string, expected: string) => boolean) => operator(text, text, fits);

/** NaN, which fits nothing, for text without a digit: `Number` alone takes it for 0. */
const readNumber = (value: Scalar) => (/\d/.test(`${value}`) ? Number(value) : Number.NaN);
const numbers = (fits: (actual: number, expected: number) => boolean) => operator(readNumber, readNumber, fits);

/** Milliseconds since 1970; NaN for text that does not begin with a whole date: `Date.parse` alone takes "1" for 2001. */
export function readTime(value: Scalar): number {
  if (typeof value === "number") return value;
  return /^\d{4}-\d\d-\d\d/.test(`${value}`) ? Date.parse(`${value}`) : Number.NaN;
}
const times = (fits: (actual: number, expected: number) => boolean) => operator(readTime, readTime, fits);

function equals(values: readonly Scalar[]): Test {
  const all = new Set(values.map(text));
  const [only] = all;
  return all.size === 1 ? (actual) => `${actual}` === only : (actual) => all.has(`${actual}`);
}

/** How each operator is compiled, by its name. */
export type Operators = Readonly<Record<string, (values: readonly Scalar[]) => Test>>;

/** What most rules need. `specialOperators` adds the rest. */
export const everydayOperators = {
  equals,
  in: equals,
  contains: texts((a, b) => a.includes(b)),
  startsWith: texts((a, b) => a.startsWith(b)),
  endsWith: texts((a, b) => a.endsWith(b)),
  lt: numbers((a, b) => a < b),
  lte: numbers((a, b) => a <= b),
  gt: numbers((a, b) => a > b),
  gte: numbers((a, b) => a >= b),
  before: times((a, b) => a < b),
  after: times((a, b) => a > b),
} satisfies Operators;
