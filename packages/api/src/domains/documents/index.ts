export { type ExaminedChange, examineChange } from "./change/examine-change.ts";
export type { Document, DriftCandidate } from "./document-refs.ts";
