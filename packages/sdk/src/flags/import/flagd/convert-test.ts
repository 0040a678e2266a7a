import { readVersion } from "../../conditions/semver.ts";
import type { AttributeCondition, Operator } from "../../model/condition.ts";
import { ImportRefusal } from "../flag-import.ts";
import { attributeRead, type Logic, operationOf } from "./json-logic.ts";

/** Alternatives, each of conditions that must all hold: none never holds, an empty alternative always. */
export type Alternatives = readonly (readonly AttributeCondition[])[];

const always: Alternatives = [[]];
const never: Alternatives = [];
/** Alternatives that one test may come to. */
const mostAlternatives = 50;

/** A test of JsonLogic as alternatives of conditions. @throws ImportRefusal for what cannot be said here */
export function convertTest(logic: Logic): Alternatives {
  if (typeof logic === "boolean") return logic ? always : never;
  const { operator, args } = operationOf(logic);
  switch (operator) {
    case "and":
      return args.map(convertTest).reduce(both, always);
    case "or":
      return args.flatMap(convertTest);
    case "!":
      return opposite(convertTest(args[0] ?? false));
    case "!=":
    case "!==":
      return opposite(comparison("==", args));
    default:
      return comparison(operator, args);
  }
}

function both(a: Alternatives, b: Alternatives): Alternatives {
  if (a.length * b.length > mostAlternatives)
    throw new ImportRefusal(`The targeting comes to more than ${mostAlternatives} alternatives.`);
  return a.flatMap((one) => b.map((other) => [...one, ...other]));
}

/** Not one of the alternatives: of each, one condition fails. */
function opposite(alternatives: Alternatives): Alternatives {
  return alternatives
    .map((all) => all.map((one) => [{ ...one, negate: !one.negate }]))
    .reduce<Alternatives>(both, always);
}

const flipped: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
const numeric: Readonly<Record<string, Operator>> = { "<": "lt", "<=": "lte", ">": "gt", ">=": "gte" };

function comparison(operator: string, args: readonly Logic[]): Alternatives {
  const [left, right, third] = args;
  const attribute = attributeRead(left);
  if (attribute === null) {
    const name = attributeRead(right);
    if (operator === "in" && typeof left === "string" && name !== null) return one(name, "contains", [left]);
    if (name !== null && args.length === 2 && (flipped[operator] || /^===?$/.test(operator)))
      return comparison(flipped[operator] ?? operator, [right as Logic, left as Logic]);
    throw new ImportRefusal(`The test ${JSON.stringify({ [operator]: args })} is not known here.`);
  }
  if (operator === "sem_ver") return version(attribute, String(right), String(third));
  if (args.length === 2) {
    if (operator === "in" && Array.isArray(right)) return one(attribute, "in", right.map(scalar));
    if (operator === "starts_with") return one(attribute, "startsWith", [scalar(right)]);
    if (operator === "ends_with") return one(attribute, "endsWith", [scalar(right)]);
    if (operator === "==" || operator === "===")
      return right === null
        ? [[{ attribute, operator: "exists", negate: true }]]
        : one(attribute, "equals", [scalar(right)]);
    const ours = numeric[operator];
    if (ours && typeof right === "number")
      // flagd's clock counts seconds, ours milliseconds.
      return attribute === "$flagd.timestamp"
        ? one("currentTime", ours, [right * 1000])
        : one(attribute, ours, [right]);
  }
  throw new ImportRefusal(`The test ${JSON.stringify({ [operator]: args })} is not known here.`);
}

function scalar(value: Logic | undefined): string | number | boolean {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new ImportRefusal(`It compares with ${JSON.stringify(value)}, which is no text, number or boolean.`);
}

function one(attribute: string, operator: Operator, values: readonly (string | number | boolean)[]): Alternatives {
  if (attribute.startsWith("$flagd")) throw new ImportRefusal(`${attribute} is not known here.`);
  return values.length > 0 ? [[{ attribute, operator, values }]] : never;
}

/** flagd's `^` and `~` look at equal numbers alone: https://flagd.dev/reference/custom-operations/semver-operation/ */
function version(attribute: string, sign: string, value: string): Alternatives {
  const numbers = readVersion(value)?.[0];
  if (!numbers) throw new ImportRefusal(`"${value}" is no version.`);
  const [major = 0, minor = 0, patch = 0] = numbers;
  const whole = numbers.length < 3 ? `${major}.${minor}.${patch}` : value.replace(/^v/, "");
  const ranges: Readonly<Record<string, string>> = {
    "^": `>=${major}.0.0-0 <${major + 1}.0.0-0`,
    "~": `>=${major}.${minor}.0-0 <${major}.${minor + 1}.0-0`,
  };
  if (sign === "!=") return [[{ attribute, operator: "semver", values: [`=${whole}`], negate: true }]];
  return one(attribute, "semver", [ranges[sign] ?? `${sign}${whole}`]);
}
