import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import type { ImportType } from "../import/import-entry.ts";
import { type ImportCounts, importFile } from "../import/import-file.ts";
import type { ImportIssue } from "../import/import-issue.ts";
import type { ImportPlan, PlannedEntry } from "../import/plan-import.ts";
import { previewImport } from "../import/preview-import.ts";

const ImportTypeRef = builder.enumType("ImportType", {
  description: "What can be imported from a file.",
  values: {
    TENANTS: { value: "tenants" as ImportType, description: "key, name, and notes in further columns." },
    ENVIRONMENTS: { value: "environments" as ImportType, description: "key, name, kind." },
    SERVICES: { value: "services" as ImportType, description: "key, name, description, owner, tier, dependsOn." },
  },
});

const ImportActionRef = builder.enumType("ImportAction", {
  description: "What an import does with an entry.",
  values: {
    CREATE: { value: "create" as PlannedEntry["action"], description: "It is new." },
    UPDATE: { value: "update" as PlannedEntry["action"], description: "Its key is known and something differs." },
    UNCHANGED: { value: "unchanged" as PlannedEntry["action"], description: "It is there just so." },
  },
});

const ImportIssueRef = builder.objectRef<ImportIssue>("ImportIssue").implement({
  description: "One thing that is wrong with a file.",
  fields: (t) => ({
    line: t.exposeInt("line", { nullable: true, description: "Counted from 1; null for the file as a whole." }),
    message: t.exposeString("message", { description: "What is wrong, for people." }),
  }),
});

const ImportEntryRef = builder.objectRef<PlannedEntry>("ImportEntry").implement({
  description: "What an import would do with one entry.",
  fields: (t) => ({
    line: t.exposeInt("line", { description: "Its line in the file, counted from 1." }),
    key: t.exposeString("key", { description: "Its key." }),
    name: t.exposeString("name", { description: "Its name." }),
    action: t.expose("action", { type: ImportActionRef, description: "What would be done." }),
    before: t.expose("before", { type: "JSON", description: "The fields that would change, as they are." }),
    after: t.expose("after", { type: "JSON", description: "The same fields, as they would be." }),
  }),
});

const ImportPreviewRef = builder.objectRef<ImportPlan>("ImportPreview").implement({
  description: "What an import would do. Nothing is imported while there are issues.",
  fields: (t) => ({
    entries: t.expose("entries", { type: [ImportEntryRef], description: "Every entry, in the order of the file." }),
    issues: t.expose("issues", { type: [ImportIssueRef], description: "Everything that is wrong, by line." }),
    planHash: t.exposeString("planHash", {
      description: "Pass it to the import, to be refused if the workspace changed meanwhile.",
    }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  importPreview: t.field({
    type: ImportPreviewRef,
    complexity: 50,
    description: "What an import would do. CSV with a header, JSON or YAML; at most 512 KB and 2,000 entries.",
    args: {
      type: t.arg({ type: ImportTypeRef, required: true, description: "What the file holds." }),
      content: t.arg.string({ required: true, description: "The file's text." }),
    },
    resolve: (workspace, args, ctx) => previewImport(ctx, workspace.id, args),
  }),
}));

const ImportCountsRef = builder.objectRef<ImportCounts>("ImportCounts").implement({
  description: "What an import did, in numbers.",
  fields: (t) => ({
    created: t.exposeInt("created", { description: "New ones." }),
    updated: t.exposeInt("updated", { description: "Known ones that changed." }),
    unchanged: t.exposeInt("unchanged", { description: "Known ones that were just so." }),
  }),
});

/** One mutation for each type: each needs a permission of its own. */
function importMutation(type: ImportType, name: string) {
  const input = builder.inputType(`${name}Input`, {
    description: "What is imported.",
    fields: (t) => ({
      workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      content: t.string({ required: true, description: "The file's text: CSV with a header, JSON or YAML." }),
      planHash: t.string({ description: "From the preview, to be refused if the workspace changed since." }),
    }),
  });
  return { type, name, input };
}

for (const { type, name, input } of [
  importMutation("tenants", "ImportTenants"),
  importMutation("environments", "ImportEnvironments"),
  importMutation("services", "ImportServices"),
]) {
  builder.mutationField(`import${name.slice("Import".length)}`, (t) =>
    t.field({
      type: ImportCountsRef,
      description: `Imports ${type} from a file: all of it, or nothing. Needs \`${type}:write\`.`,
      args: { input: t.arg({ type: input, required: true, description: "What." }) },
      errors: refusals(name, "imported"),
      resolve: (_, args, ctx) => importFile(ctx, type, uuids(args.input)),
    }),
  );
}
