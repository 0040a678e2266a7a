import type {
  documentChanges,
  documentSources,
  documents,
  documentVersions,
  driftCandidates,
  driftSettings,
  questionClusters,
  questionMessages,
} from "@plumbline/db/schema";
import { encodeGlobalId, registerIdPrefix } from "../../graphql/ids.ts";

// Here and not beside the GraphQL types: a process that only works needs them too.
registerIdPrefix("Document", "doc");
registerIdPrefix("DocumentSource", "docsrc");
registerIdPrefix("DocumentVersion", "docver");
registerIdPrefix("DocumentChange", "docchg");
registerIdPrefix("DriftCandidate", "drift");
registerIdPrefix("QuestionCluster", "qst");
registerIdPrefix("QuestionMessage", "qstmsg");

export type Document = typeof documents.$inferSelect;
export type DocumentSource = typeof documentSources.$inferSelect;
export type DocumentVersion = typeof documentVersions.$inferSelect;
export type DocumentChange = typeof documentChanges.$inferSelect;
export type DriftCandidate = typeof driftCandidates.$inferSelect;
export type DriftSettings = typeof driftSettings.$inferSelect;
export type QuestionCluster = typeof questionClusters.$inferSelect;
export type QuestionMessage = typeof questionMessages.$inferSelect;

/** The page of a candidate in the console, below the workspace. */
export function candidatePlace(id: string): string {
  return `drift/${encodeGlobalId("DriftCandidate", id)}`;
}
