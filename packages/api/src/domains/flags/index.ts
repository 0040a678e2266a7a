export { type EvaluatedFlags, evaluateFlag, evaluateFlags } from "./delivery/evaluate-flags.ts";
export { type AnswerFollower, followAnswers } from "./delivery/follow-answers.ts";
export { followVersions, type VersionFollower } from "./delivery/follow-versions.ts";
export { type SnapshotCache, snapshotCache } from "./delivery/snapshot-cache.ts";
export { exposureBuffer } from "./exposure/exposure-buffer.ts";
export { noteSource } from "./exposure/note-source.ts";
export { type ReportExposuresInput, reportExposures } from "./exposure/report-exposures.ts";
export { findWorkspaceStale } from "./jobs/find-stale.ts";
export { createFeatures } from "./platform/create-features.ts";
