import type { Document, DocumentChange, DriftCandidate } from "../document-refs.ts";

/** What every event of a candidate says of it. */
export function candidateData(
  { documentId, changeId, sentence, score }: DriftCandidate,
  document: Pick<Document, "title">,
  change: Pick<DocumentChange, "title">,
) {
  return { documentId, changeId, document: document.title, change: change.title, sentence, score };
}
