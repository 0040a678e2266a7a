import { inNetwork, readAddress, readNetwork } from "./cidr.ts";
import { guardRegex, longestMatched } from "./guard-regex.ts";
import { everydayOperators, type Operators, operator } from "./operators.ts";
import { inRange, readRange, readVersion } from "./semver.ts";

/** Versions, networks and patterns. */
export const specialOperators = {
  semver: operator(readVersion, readRange, inRange),
  cidr: operator(readAddress, readNetwork, inNetwork),
  regex: operator(
    (value) => (`${value}`.length > longestMatched ? undefined : `${value}`),
    (value) => guardRegex(`${value}`),
    (actual, pattern) => pattern.test(actual),
  ),
} satisfies Operators;

export const allOperators = { ...everydayOperators, ...specialOperators };
