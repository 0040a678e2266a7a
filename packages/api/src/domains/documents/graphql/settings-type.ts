import { documents, questionClusters, questionMessages } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { listQuestionMessages } from "../question/list-questions.ts";
import type { ChosenSettings } from "../settings/load-drift-settings.ts";
import { DocumentRef, QuestionClusterRef, QuestionMessageRef, QuestionStateEnum } from "./refs.ts";

const FactorRef = builder.objectRef<{ feature: string; factor: number }>("DriftFactor").implement({
  description: "What verdicts made of one part of the score.",
  fields: (t) => ({
    feature: t.exposeString("feature", { description: "Which part, `together`." }),
    factor: t.exposeFloat("factor", { description: "Its weight is multiplied by this; 1 as it came, 0.5 to 1.5." }),
  }),
});

export const DriftSettingsRef = builder.objectRef<ChosenSettings>("DriftSettings").implement({
  description: "What a workspace chose for drift, and what its verdicts taught.",
  fields: (t) => ({
    threshold: t.exposeFloat("threshold", { description: "Score from which a candidate is told, 0 to 1." }),
    channelIds: t.idList({
      description: "Channels to which candidates go.",
      resolve: ({ channelIds }) => channelIds.map((id) => encodeGlobalId("Channel", id)),
    }),
    learning: t.exposeBoolean("learning", { description: "Whether verdicts change the scoring." }),
    modelDrafts: t.exposeBoolean("modelDrafts", {
      description: "Whether the server's model, where there is one, is asked about candidates.",
    }),
    modelName: t.string({
      nullable: true,
      description: "The model that this server asks; null when it has none (`ANTHROPIC_API_KEY`).",
      resolve: (_settings, _args, ctx) => (ctx.app.config.anthropicApiKey ? ctx.app.config.anthropicModel : null),
    }),
    verdicts: t.exposeInt("verdicts", { description: "How many verdicts it learned from." }),
    factors: t.field({
      type: [FactorRef],
      description: "Parts of the score that verdicts changed.",
      resolve: ({ factors }) => Object.entries(factors).map(([feature, factor]) => ({ feature, factor })),
    }),
  }),
});

builder.node(QuestionMessageRef, {
  description: "A message that asks something.",
  id: { resolve: (message) => message.id },
  loadOne: loadNode(questionMessages, "documents:read"),
  fields: (t) => ({
    text: t.exposeString("text", { description: "What was asked." }),
    asker: t.exposeString("asker", { nullable: true, description: "Who asked, in the provider's words." }),
    channel: t.exposeString("channel", { description: "Where." }),
    url: t.exposeString("url", { nullable: true, description: "The message." }),
    askedAt: t.expose("askedAt", { type: "DateTime", description: "When." }),
  }),
});

builder.node(QuestionClusterRef, {
  description: "A question that people ask again and again.",
  id: { resolve: (cluster) => cluster.id },
  loadOne: loadNode(questionClusters, "documents:read"),
  fields: (t) => ({
    question: t.exposeString("question", { description: "As it was asked first." }),
    state: t.expose("state", { type: QuestionStateEnum, description: "Where it is." }),
    messageCount: t.exposeInt("messageCount", { description: "How often it was asked." }),
    askerCount: t.exposeInt("askerCount", { description: "By how many people." }),
    firstAskedAt: t.expose("firstAskedAt", { type: "DateTime", description: "The first time." }),
    lastAskedAt: t.expose("lastAskedAt", { type: "DateTime", description: "The last time." }),
    documentSection: t.exposeString("documentSection", {
      nullable: true,
      description: "The section that might answer it.",
    }),
    decidedBy: t.exposeString("decidedBy", { nullable: true, description: "Who decided." }),
    document: t.field({
      type: DocumentRef,
      nullable: true,
      complexity: 2,
      description: "The document that might answer it.",
      resolve: ({ workspaceId, documentId }, _args, ctx) =>
        documentId ? loadRow(ctx, documents, workspaceId, documentId) : null,
    }),
    messages: t.connection({
      type: QuestionMessageRef,
      description: "The messages, the newest first.",
      resolve: (cluster, page, ctx) => listQuestionMessages(ctx, cluster, page),
    }),
  }),
});
