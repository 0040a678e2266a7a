import { builder } from "../../../graphql/builder.ts";
import type {
  Document,
  DocumentChange,
  DocumentSource,
  DocumentVersion,
  DriftCandidate,
  QuestionCluster,
  QuestionMessage,
} from "../document-refs.ts";

/** The GraphQL types of this domain, apart from their fields: they know each other. */
export const DocumentRef = builder.objectRef<Document>("Document");
export const DocumentSourceRef = builder.objectRef<DocumentSource>("DocumentSource");
export const DocumentVersionRef = builder.objectRef<DocumentVersion>("DocumentVersion");
export const DocumentChangeRef = builder.objectRef<DocumentChange>("DocumentChange");
export const DriftCandidateRef = builder.objectRef<DriftCandidate>("DriftCandidate");
export const QuestionClusterRef = builder.objectRef<QuestionCluster>("QuestionCluster");
export const QuestionMessageRef = builder.objectRef<QuestionMessage>("QuestionMessage");

export const DocumentKindEnum = builder.enumType("DocumentKind", {
  description: "What a document is for.",
  values: {
    DOCUMENT: { value: "document" as const, description: "It explains." },
    RUNBOOK: { value: "runbook" as const, description: "People follow it when something is wrong." },
  },
});

export const DriftStateEnum = builder.enumType("DriftState", {
  description: "Where a drift candidate is in its life.",
  values: {
    OPEN: { value: "open" as const, description: "Nobody decided yet." },
    ACCEPTED: { value: "accepted" as const, description: "Somebody agrees; the sentence still stands." },
    FIXED: { value: "fixed" as const, description: "The sentence was changed, which was seen." },
    DISMISSED: { value: "dismissed" as const, description: "Somebody said that it is none." },
  },
});

export const DismissReasonEnum = builder.enumType("DriftDismissReason", {
  description: "Why a candidate is none. The scoring learns from it.",
  values: {
    STILL_TRUE: { value: "still_true" as const, description: "The sentence is still true." },
    NOT_RELATED: { value: "not_related" as const, description: "The change has nothing to do with it." },
    NOT_WORTH_IT: { value: "not_worth_it" as const, description: "It is not worth a correction." },
    DUPLICATE: { value: "duplicate" as const, description: "Another candidate says the same." },
  },
});

export const QuestionStateEnum = builder.enumType("QuestionState", {
  description: "Where a repeated question is.",
  values: {
    OPEN: { value: "open" as const, description: "Nobody decided yet." },
    ANSWERED: { value: "answered" as const, description: "A document answers it now." },
    DISMISSED: { value: "dismissed" as const, description: "It needs no answer." },
  },
});
