export { guardRegex, longestMatched } from "../conditions/guard-regex.ts";
export { diffSnapshots } from "./diff-snapshots.ts";
export { type Comparison, type ExplainedStep, type Explanation, explainFlag } from "./explain-flag.ts";
export { type DefinitionProblem, findProblems } from "./find-problems.ts";
export { limits } from "./limits.ts";
export { patternWays, patternWaysOfLists, waysOfConditions } from "./pattern-ways.ts";
export type { BucketPart, PlacedBucket } from "./place-bucket.ts";
