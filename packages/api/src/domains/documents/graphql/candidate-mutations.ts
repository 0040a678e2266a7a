import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { ChannelRef } from "../../notifications/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { acceptDriftCandidate } from "../candidate/accept-drift-candidate.ts";
import { dismissDriftCandidate } from "../candidate/dismiss-drift-candidate.ts";
import { reopenDriftCandidate } from "../candidate/reopen-drift-candidate.ts";
import { decideQuestion } from "../question/decide-question.ts";
import { resetDriftLearning } from "../settings/reset-drift-learning.ts";
import { updateDriftSettings } from "../settings/update-drift-settings.ts";
import { DismissReasonEnum, DriftCandidateRef, QuestionClusterRef, QuestionStateEnum } from "./refs.ts";
import { DriftSettingsRef } from "./settings-type.ts";

const AcceptInput = builder.inputType("AcceptDriftCandidateInput", {
  description: "What is no longer true.",
  fields: (t) => ({ candidateId: t.globalID({ for: DriftCandidateRef, required: true, description: "Which." }) }),
});

const DismissInput = builder.inputType("DismissDriftCandidateInput", {
  description: "What is none, and why.",
  fields: (t) => ({
    candidateId: t.globalID({ for: DriftCandidateRef, required: true, description: "Which." }),
    reason: t.field({ type: DismissReasonEnum, required: true, description: "Why. The scoring learns from it." }),
    comment: t.string({ description: "More, for the others." }),
  }),
});

const ReopenInput = builder.inputType("ReopenDriftCandidateInput", {
  description: "Which verdict to take back.",
  fields: (t) => ({ candidateId: t.globalID({ for: DriftCandidateRef, required: true, description: "Which." }) }),
});

const SettingsInput = builder.inputType("UpdateDriftSettingsInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    threshold: t.float({ description: "Score from which a candidate is told, 0.05 to 0.95." }),
    channelIds: t.globalIDList({ for: ChannelRef, description: "Channels to which candidates go; empty for none." }),
    learning: t.boolean({ description: "Whether verdicts change the scoring." }),
    modelDrafts: t.boolean({
      description: "Whether the server's model, where there is one, is asked about candidates.",
    }),
  }),
});

const ResetInput = builder.inputType("ResetDriftLearningInput", {
  description: "Where to forget.",
  fields: (t) => ({ workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }) }),
});

const QuestionInput = builder.inputType("DecideQuestionInput", {
  description: "What becomes of a repeated question.",
  fields: (t) => ({
    questionId: t.globalID({ for: QuestionClusterRef, required: true, description: "Which." }),
    state: t.field({ type: QuestionStateEnum, required: true, description: "What it is from now on." }),
  }),
});

builder.mutationFields((t) => ({
  acceptDriftCandidate: t.field({
    type: DriftCandidateRef,
    description: "Agrees that a sentence is no longer true. It closes by itself when the sentence is changed.",
    args: { input: t.arg({ type: AcceptInput, required: true, description: "Which." }) },
    errors: refusals("AcceptDriftCandidate", "candidate"),
    resolve: (_, { input }, ctx) => acceptDriftCandidate(ctx, uuids(input)),
  }),
  dismissDriftCandidate: t.field({
    type: DriftCandidateRef,
    description: "Says that a candidate is none, and why. Needs `documents:write`.",
    args: { input: t.arg({ type: DismissInput, required: true, description: "Which, and why." }) },
    errors: refusals("DismissDriftCandidate", "candidate"),
    resolve: (_, { input }, ctx) => dismissDriftCandidate(ctx, uuids(input)),
  }),
  reopenDriftCandidate: t.field({
    type: DriftCandidateRef,
    description: "Takes a verdict back, and with it what it taught. Needs `documents:write`.",
    args: { input: t.arg({ type: ReopenInput, required: true, description: "Which." }) },
    errors: refusals("ReopenDriftCandidate", "candidate"),
    resolve: (_, { input }, ctx) => reopenDriftCandidate(ctx, uuids(input)),
  }),
  updateDriftSettings: t.field({
    type: DriftSettingsRef,
    description: "Chooses from which score on, and where, candidates are told. Needs `documents:write`.",
    args: { input: t.arg({ type: SettingsInput, required: true, description: "The change." }) },
    errors: refusals("UpdateDriftSettings", "settings"),
    resolve: (_, { input }, ctx) => updateDriftSettings(ctx, uuids(input)),
  }),
  resetDriftLearning: t.field({
    type: DriftSettingsRef,
    description: "Forgets what the workspace's verdicts taught. Needs `documents:write`.",
    args: { input: t.arg({ type: ResetInput, required: true, description: "Where." }) },
    errors: refusals("ResetDriftLearning", "settings"),
    resolve: (_, { input }, ctx) => resetDriftLearning(ctx, uuids(input)),
  }),
  decideQuestion: t.field({
    type: QuestionClusterRef,
    description: "Says that a repeated question is answered now, or needs no answer. Needs `documents:write`.",
    args: { input: t.arg({ type: QuestionInput, required: true, description: "Which, and what." }) },
    errors: refusals("DecideQuestion", "question"),
    resolve: (_, { input }, ctx) => decideQuestion(ctx, uuids(input)),
  }),
}));
