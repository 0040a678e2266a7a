export { applyDelta } from "./apply-delta.ts";
export { bucketBy, bucketSteps } from "./bucket.ts";
export type { CompiledFlag } from "./compile-flag.ts";
export type { CompiledSnapshot } from "./compile-snapshot.ts";
export { compileSnapshot } from "./compile-whole-snapshot.ts";
export { FlagProblem } from "./flag-problem.ts";
export type { AttributeCondition, Condition, Operator, Segment, SegmentCondition } from "./model/condition.ts";
export type { Evaluation, EvaluationContext, EvaluationErrorCode, Reason, Step } from "./model/evaluation.ts";
export type {
  FlagDefinition,
  FlagList,
  FlagOverride,
  FlagPrerequisite,
  FlagSchedule,
  FlagState,
  FlagType,
} from "./model/flag-definition.ts";
export type { FlagValue, JsonValue } from "./model/json-value.ts";
export type { Rollout, Rule, Serve, Split } from "./model/rule.ts";
export type { Snapshot, SnapshotDelta } from "./model/snapshot.ts";
