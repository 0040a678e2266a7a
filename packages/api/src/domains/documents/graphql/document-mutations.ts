import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { IntegrationRef } from "../../integrations/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { removeDocument } from "../document/remove-document.ts";
import { updateDocument } from "../document/update-document.ts";
import { uploadDocument } from "../document/upload-document.ts";
import { readDocumentsNow } from "../source/read-documents-now.ts";
import { trackDocuments } from "../source/track-documents.ts";
import { untrackDocuments } from "../source/untrack-documents.ts";
import { DocumentKindEnum, DocumentRef, DocumentSourceRef } from "./refs.ts";

const FormatEnum = builder.enumType("DocumentFormat", {
  description: "How an uploaded text is written.",
  values: {
    MARKDOWN: { value: "markdown" as const, description: "Markdown." },
    PLAIN: { value: "plain" as const, description: "Plain text." },
    HTML: { value: "html" as const, description: "An HTML page; its text is kept as Markdown." },
  },
});

const TrackInput = builder.inputType("TrackDocumentsInput", {
  description: "Which documents to track.",
  fields: (t) => ({
    integrationId: t.globalID({ for: IntegrationRef, required: true, description: "By which integration." }),
    target: t.string({ required: true, description: "One of the things that it watches: a repository, a space." }),
    pattern: t.string({ description: "Which documents there. Default the provider's own: all." }),
  }),
});

const UploadInput = builder.inputType("UploadDocumentInput", {
  description: "A page that lies nowhere else.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    title: t.string({ required: true, description: "Its title. A page of this title gets a new version." }),
    format: t.field({ type: FormatEnum, required: true, description: "How the text is written." }),
    text: t.string({ required: true, description: "The text." }),
    kind: t.field({ type: DocumentKindEnum, description: "What it is for. Default a document." }),
  }),
});

const UpdateInput = builder.inputType("UpdateDocumentInput", {
  description: "What a document is for.",
  fields: (t) => ({
    documentId: t.globalID({ for: DocumentRef, required: true, description: "Which." }),
    kind: t.field({ type: DocumentKindEnum, required: true, description: "What it is for." }),
  }),
});

const RemoveInput = builder.inputType("RemoveDocumentInput", {
  description: "Which uploaded page to remove.",
  fields: (t) => ({ documentId: t.globalID({ for: DocumentRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  trackDocuments: t.field({
    type: DocumentSourceRef,
    description: "Has the documents of a place tracked. Needs `documents:write`.",
    args: { input: t.arg({ type: TrackInput, required: true, description: "Which." }) },
    errors: refusals("TrackDocuments", "source"),
    resolve: (_, { input }, ctx) => trackDocuments(ctx, uuids(input)),
  }),
  uploadDocument: t.field({
    type: DocumentRef,
    description: "Keeps a page that lies nowhere else, or a new version of it. Needs `documents:write`.",
    args: { input: t.arg({ type: UploadInput, required: true, description: "The page." }) },
    errors: refusals("UploadDocument", "document"),
    resolve: (_, { input }, ctx) => uploadDocument(ctx, uuids(input)),
  }),
  updateDocument: t.field({
    type: DocumentRef,
    description: "Says that a document is a runbook, or is none. Needs `documents:write`.",
    args: { input: t.arg({ type: UpdateInput, required: true, description: "The change." }) },
    errors: refusals("UpdateDocument", "document"),
    resolve: (_, { input }, ctx) => updateDocument(ctx, uuids(input)),
  }),
  removeDocument: t.field({
    type: DocumentRef,
    description: "Removes an uploaded page; what is suspected of it is over. Needs `documents:write`.",
    args: { input: t.arg({ type: RemoveInput, required: true, description: "Which." }) },
    errors: refusals("RemoveDocument", "document"),
    resolve: (_, { input }, ctx) => removeDocument(ctx, uuids(input)),
  }),
}));

const sourceVerbs = [
  {
    field: "untrackDocuments",
    name: "UntrackDocuments",
    description: "Ends the tracking of a place; its documents and their candidates go. Needs `documents:write`.",
    verb: untrackDocuments,
  },
  {
    field: "readDocumentsNow",
    name: "ReadDocumentsNow",
    description: "Has a source read now instead of within the hour. Needs `documents:write`.",
    verb: readDocumentsNow,
  },
] as const;

for (const { field, name, description, verb } of sourceVerbs) {
  const Input = builder.inputType(`${name}Input`, {
    description: "Which source.",
    fields: (t) => ({ sourceId: t.globalID({ for: DocumentSourceRef, required: true, description: "Which." }) }),
  });
  builder.mutationField(field, (t) =>
    t.field({
      type: DocumentSourceRef,
      description,
      args: { input: t.arg({ type: Input, required: true, description: "Which." }) },
      errors: refusals(name, "source"),
      resolve: (_, { input }, ctx) => verb(ctx, uuids(input)),
    }),
  );
}
