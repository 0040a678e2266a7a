import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

const source = z.object({ provider: z.string(), target: z.string(), pattern: z.string() });
const document = z.object({ title: z.string(), path: z.string(), kind: z.string() });
const candidate = z.object({
  documentId: z.uuid(),
  changeId: z.uuid(),
  document: z.string(),
  change: z.string(),
  sentence: z.string(),
  score: z.number(),
});

export const documentSourceTracked = defineEvent({
  type: "document_source.tracked",
  subject: "document_source",
  description: "Somebody had the documents of a place tracked.",
  data: source,
});

export const documentSourceUntracked = defineEvent({
  type: "document_source.untracked",
  subject: "document_source",
  description: "Somebody ended the tracking of a place; its documents and their candidates are gone.",
  data: source,
});

export const documentSourceAsked = defineEvent({
  type: "document_source.read_asked",
  subject: "document_source",
  description: "Somebody asked for a source's documents to be read now.",
  data: source,
  outbound: false,
});

export const documentSourceRead = defineEvent({
  type: "document_source.read",
  subject: "document_source",
  description: "A source was read for the first time, or again after it had failed.",
  data: source.extend({ documents: z.number() }),
});

export const documentSourceFailed = defineEvent({
  type: "document_source.failed",
  subject: "document_source",
  description: "A source, or documents in it, could not be read.",
  data: source.extend({ reason: z.string(), nextStep: z.string() }),
});

export const documentAdded = defineEvent({
  type: "document.added",
  subject: "document",
  description: "A document was read for the first time.",
  data: document,
});

export const documentEdited = defineEvent({
  type: "document.edited",
  subject: "document",
  description: "A document's text changed at its source.",
  data: document.extend({ version: z.number() }),
});

export const documentUpdated = defineEvent({
  type: "document.updated",
  subject: "document",
  description: "Somebody said that a document is a runbook, or is none.",
  data: document,
});

export const documentRemoved = defineEvent({
  type: "document.removed",
  subject: "document",
  description: "A document is no longer at its source, or somebody removed an uploaded page.",
  data: document,
});

export const driftDetected = defineEvent({
  type: "drift.detected",
  subject: "drift_candidate",
  description: "A change touched what a document describes; the sentence may no longer be true.",
  data: candidate,
});

export const driftAccepted = defineEvent({
  type: "drift.accepted",
  subject: "drift_candidate",
  description: "Somebody agreed that a sentence is no longer true.",
  data: candidate.extend({ by: z.string() }),
});

export const driftDismissed = defineEvent({
  type: "drift.dismissed",
  subject: "drift_candidate",
  description: "Somebody said that a candidate is none, and why.",
  data: candidate.extend({ by: z.string(), reason: z.string() }),
});

export const driftReopened = defineEvent({
  type: "drift.reopened",
  subject: "drift_candidate",
  description: "Somebody took a verdict on a candidate back.",
  data: candidate.extend({ by: z.string() }),
});

export const driftFixed = defineEvent({
  type: "drift.fixed",
  subject: "drift_candidate",
  description: "The sentence was changed, or its document removed: what was suspected of it is over.",
  data: candidate.extend({ evidence: z.string() }),
});

export const driftRescored = defineEvent({
  type: "drift.rescored",
  subject: "drift_candidate",
  description: "A document was edited around a suspected sentence; its score is another one.",
  data: candidate.extend({ before: z.number() }),
  outbound: false,
});

export const driftDrafted = defineEvent({
  type: "drift.drafted",
  subject: "drift_candidate",
  description: "A model ranked a candidate among those of its change and drafted the sentence that would be true.",
  data: candidate.extend({ model: z.string(), rank: z.number(), draft: z.string().nullable() }),
  outbound: false,
});

export const driftDraftFailed = defineEvent({
  type: "drift.draft_failed",
  subject: "document_change",
  description:
    "A model was asked about the candidates of a change and gave nothing that could be used; they stand as they were.",
  data: z.object({ change: z.string(), reason: z.string() }),
  outbound: false,
});

export const changeUnexamined = defineEvent({
  type: "drift.change_unexamined",
  subject: "signal",
  description: "The provider did not tell what a change touched, so no document was compared with it.",
  data: z.object({ title: z.string(), reason: z.string(), nextStep: z.string() }),
});

export const driftSettingsUpdated = defineEvent({
  type: "drift_settings.updated",
  subject: "drift_settings",
  description: "Somebody changed from which score on, and where, drift candidates are told, or whether a model drafts.",
  data: z.object({ threshold: z.number(), channels: z.number(), learning: z.boolean(), modelDrafts: z.boolean() }),
});

export const driftLearningReset = defineEvent({
  type: "drift_settings.learning_reset",
  subject: "drift_settings",
  description: "Somebody had forgotten what the workspace's verdicts taught.",
  data: z.object({ verdicts: z.number() }),
});

const question = z.object({ question: z.string(), messages: z.number(), askers: z.number() });

export const questionRepeated = defineEvent({
  type: "question.repeated",
  subject: "question",
  description: "A question was asked for the third time, or a fifth, a tenth and so on.",
  data: question,
});

export const questionDecided = defineEvent({
  type: "question.decided",
  subject: "question",
  description: "Somebody said that a repeated question is answered now, or needs no answer.",
  data: question.extend({ state: z.string(), by: z.string() }),
});
