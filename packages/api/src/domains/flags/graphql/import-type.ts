import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { exportFlags } from "../import/export-flags.ts";
import { importFlags } from "../import/import-flags.ts";
import type { ImportedItem, ImportReport } from "../import/import-report.ts";
import type { ImportFormat } from "../import/read-import.ts";

const FormatEnum = builder.enumType("FlagImportFormat", {
  description: "What a file of flags is.",
  values: {
    PLUMBLINE: { value: "plumbline" as ImportFormat, description: "What `flagFile` answers." },
    UNLEASH: { value: "unleash" as ImportFormat, description: "Unleash's export, or the state that its clients read." },
    FLAGD: { value: "flagd" as ImportFormat, description: "A flag definition file of flagd." },
  },
});

const KindEnum = builder.enumType("FlagImportKind", {
  description: "What an item of an import is.",
  values: {
    FLAG: { value: "flag" as ImportedItem["kind"], description: "A flag." },
    SEGMENT: { value: "segment" as ImportedItem["kind"], description: "A segment." },
  },
});

const ActionEnum = builder.enumType("FlagImportAction", {
  description: "What becomes of an item.",
  values: {
    CREATED: { value: "created" as ImportedItem["action"], description: "It is new here." },
    CHANGED: { value: "changed" as ImportedItem["action"], description: "It was here, and is as the file has it now." },
    UNCHANGED: { value: "unchanged" as ImportedItem["action"], description: "It was here, as the file has it." },
    SKIPPED: { value: "skipped" as ImportedItem["action"], description: "It was here, and stays as it was." },
    REFUSED: { value: "refused" as ImportedItem["action"], description: "It cannot be taken over." },
  },
});

const ItemRef = builder.objectRef<ImportedItem>("FlagImportItem").implement({
  description: "What becomes of one flag or segment of a file.",
  fields: (t) => ({
    kind: t.expose("kind", { type: KindEnum, description: "What it is." }),
    key: t.exposeString("key", { description: "Its key." }),
    action: t.expose("action", { type: ActionEnum, description: "What becomes of it." }),
    reason: t.exposeString("reason", { nullable: true, description: "Why it is skipped or refused." }),
  }),
});

const DifferenceRef = builder.objectRef<ImportReport["differences"][number]>("FlagImportDifference").implement({
  description: "Something that is not as it was where a flag comes from.",
  fields: (t) => ({
    flag: t.exposeString("flag", { description: "The flag's key." }),
    environment: t.exposeString("environment", { nullable: true, description: "Where; null for everywhere." }),
    message: t.exposeString("message", { description: "What is different, for whom, and why." }),
    changesAnswers: t.exposeBoolean("changesAnswers", {
      description: "Whether a context can get another answer than it had.",
    }),
  }),
});

const ReportRef = builder.objectRef<ImportReport>("FlagImportReport").implement({
  description: "What an import did, or would do.",
  fields: (t) => ({
    dryRun: t.exposeBoolean("dryRun", { description: "Whether nothing was written." }),
    items: t.expose("items", { type: [ItemRef], complexity: 20, description: "Every flag and segment of the file." }),
    differences: t.expose("differences", {
      type: [DifferenceRef],
      complexity: 20,
      description: "What is not as it was where the flags come from.",
    }),
    unknownEnvironments: t.exposeStringList("unknownEnvironments", {
      description: "Environments of the file that the workspace does not have; what stands there is left out.",
    }),
  }),
});

const EnvironmentInput = builder.inputType("FlagImportEnvironmentInput", {
  description: "An environment of a file under the workspace's key.",
  fields: (t) => ({
    from: t.string({ required: true, description: "As the file calls it." }),
    to: t.string({ required: true, description: "Its key in the workspace." }),
  }),
});

const ImportInput = builder.inputType("ImportFlagsInput", {
  description: "A file of flags.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    format: t.field({ type: FormatEnum, required: true, description: "What the file is." }),
    text: t.string({ required: true, description: "The file, JSON." }),
    environment: t.string({
      description: "Key of the environment that a file is of which does not say it. Default `production`.",
    }),
    environments: t.field({
      type: [EnvironmentInput],
      description: "Environments of the file under other keys of the workspace. Default: those of the same key.",
    }),
    overwrite: t.boolean({ description: "Whether what is there under the same key is changed. Default false." }),
    dryRun: t.boolean({ description: "Whether only the report is wanted. Default false." }),
    reason: t.string({ description: "Why." }),
  }),
});

builder.mutationFields((t) => ({
  importFlags: t.field({
    type: ReportRef,
    complexity: 100,
    description: "Makes flags of a file, of Unleash or of flagd; a dry run says what it would do. Needs `flags:write`.",
    args: { input: t.arg({ type: ImportInput, required: true, description: "The file." }) },
    errors: refusals("ImportFlags", "report"),
    resolve: (_, { input }, ctx) => importFlags(ctx, uuids(input)),
  }),
}));

builder.objectFields(WorkspaceRef, (t) => ({
  flagFile: t.field({
    type: "JSON",
    complexity: 100,
    description:
      "Every flag and segment as a file that `importFlags` reads, with their salts; an API key of one environment gets what holds there. Needs `flags:read`.",
    resolve: (workspace, _args, ctx) => exportFlags(ctx, workspace.id),
  }),
}));
