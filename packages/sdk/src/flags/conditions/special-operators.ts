import { inNetwork, readAddress, readNetwork } from "./cidr.ts";
import { guardRegex, longestMatched } from "./guard-regex.ts";
import { hashed } from "./hashed.ts";
import { everydayOperators, type Operators, operator } from "./operators.ts";
import { rememberTest } from "./remember-test.ts";
import { inRange, readRange, readVersion } from "./semver.ts";

/** Versions, networks, patterns, and the deals of other systems. */
export const specialOperators = {
  semver: operator(readVersion, readRange, inRange),
  cidr: operator(readAddress, readNetwork, inNetwork),
  regex: operator(
    (value) => (`${value}`.length > longestMatched ? undefined : `${value}`),
    (value) => rememberTest(guardRegex(`${value}`)),
    (actual, test) => test(actual),
  ),
  hashed,
} satisfies Operators;

export const allOperators = { ...everydayOperators, ...specialOperators };
