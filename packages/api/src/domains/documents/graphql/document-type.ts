import { documentSources, documents, documentVersions } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { IntegrationRef, loadIntegration } from "../../integrations/index.ts";
import { listCandidates } from "../candidate/list-candidates.ts";
import { listVersions } from "../document/list-documents.ts";
import { DocumentKindEnum, DocumentRef, DocumentSourceRef, DocumentVersionRef, DriftCandidateRef } from "./refs.ts";

builder.node(DocumentSourceRef, {
  description: "A place at a provider whose documents are tracked.",
  id: { resolve: (source) => source.id },
  loadOne: loadNode(documentSources, "documents:read"),
  fields: (t) => ({
    target: t.exposeString("target", { description: "The provider's id of the place, `acme/shop`." }),
    pattern: t.exposeString("pattern", { description: "Which of its documents." }),
    documentCount: t.exposeInt("documentCount", { description: "How many it held when it was last read." }),
    readAt: t.expose("readAt", { type: "DateTime", nullable: true, description: "When it was last read whole." }),
    failingSince: t.expose("failingSince", {
      type: "DateTime",
      nullable: true,
      description: "Since when it, or documents in it, cannot be read; null while it works.",
    }),
    failureReason: t.exposeString("failureReason", { nullable: true, description: "Why it cannot be read." }),
    failureNextStep: t.exposeString("failureNextStep", { nullable: true, description: "What to do about it." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "Since when it is tracked." }),
    integration: t.field({
      type: IntegrationRef,
      nullable: true,
      complexity: 2,
      description: "By which integration it is read.",
      resolve: ({ workspaceId, integrationId }, _args, ctx) => loadIntegration(ctx, workspaceId, integrationId),
    }),
  }),
});

builder.node(DocumentVersionRef, {
  description: "A text that a document had.",
  id: { resolve: (version) => version.id },
  loadOne: loadNode(documentVersions, "documents:read"),
  fields: (t) => ({
    number: t.exposeInt("number", { description: "1 for the first." }),
    hash: t.exposeString("hash", { description: "SHA-256 of the text." }),
    content: t.exposeString("content", { description: "The text, Markdown." }),
    readAt: t.expose("readAt", { type: "DateTime", description: "When it was read." }),
  }),
});

builder.node(DocumentRef, {
  description: "Something written that signals can make untrue.",
  id: { resolve: (document) => document.id },
  loadOne: loadNode(documents, "documents:read"),
  fields: (t) => ({
    title: t.exposeString("title", { description: "What it calls itself." }),
    path: t.exposeString("path", { description: "Where it lies in its source; an uploaded page's title." }),
    kind: t.expose("kind", { type: DocumentKindEnum, description: "What it is for." }),
    url: t.exposeString("url", { nullable: true, description: "Where a person can see it at its source." }),
    version: t.exposeInt("version", { description: "Number of the newest version; 0 until it was read." }),
    content: t.exposeString("content", { nullable: true, description: "The newest text, Markdown." }),
    bias: t.exposeFloat("bias", { description: "Log-odds that the workspace's verdicts add to its scores." }),
    readAt: t.expose("readAt", { type: "DateTime", nullable: true, description: "When it was last read." }),
    changedAt: t.expose("changedAt", {
      type: "DateTime",
      nullable: true,
      description: "When its text was last seen to be another one.",
    }),
    failingSince: t.expose("failingSince", {
      type: "DateTime",
      nullable: true,
      description: "Since when it cannot be read; null while it works.",
    }),
    failureReason: t.exposeString("failureReason", { nullable: true, description: "Why it cannot be read." }),
    removedAt: t.expose("removedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was seen to be gone; lists leave such documents out.",
    }),
    ...{
      source: t.field({
        type: DocumentSourceRef,
        nullable: true,
        complexity: 2,
        description: "Where it is read from; null for an uploaded page.",
        resolve: ({ workspaceId, sourceId }, _args, ctx) =>
          sourceId ? loadRow(ctx, documentSources, workspaceId, sourceId) : null,
      }),
      versions: t.connection({
        type: DocumentVersionRef,
        description: "The texts that it had, the newest first.",
        resolve: (document, page, ctx) => listVersions(ctx, document, page),
      }),
      candidates: t.connection({
        type: DriftCandidateRef,
        description: "What is, and was, suspected of it, the newest first.",
        resolve: ({ workspaceId, id }, page, ctx) => listCandidates(ctx, workspaceId, page, { documentId: { eq: id } }),
      }),
    },
  }),
});
