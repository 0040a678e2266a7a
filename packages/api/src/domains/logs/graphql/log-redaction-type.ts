import { logRedactionRules } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { replacedByRule } from "../limits/show-log-settings.ts";
import { createLogRedactionRule } from "../redaction/create-log-redaction-rule.ts";
import { deleteLogRedactionRule } from "../redaction/delete-log-redaction-rule.ts";
import { listLogRedactionRules } from "../redaction/list-log-redaction-rules.ts";
import { previewLogRedaction, type RedactedSample, type RedactionPreview } from "../redaction/preview-log-redaction.ts";
import { updateLogRedactionRule } from "../redaction/update-log-redaction-rule.ts";
import { LogRedactionRuleRef } from "./log-upkeep-refs.ts";

builder.node(LogRedactionRuleRef, {
  description: "A pattern that no log entry may contain when it is stored.",
  id: { resolve: (rule) => rule.id },
  loadOne: loadNode(logRedactionRules, "logs:read"),
  fields: (t) => ({
    name: t.exposeString("name", { description: "Stands in place of what was found, `[name]`." }),
    pattern: t.exposeString("pattern", { description: "The regular expression." }),
    enabled: t.exposeBoolean("enabled", { description: "Whether it holds for entries that come now." }),
    replaced: t.float({
      description: "Passages replaced in the last 30 days (UTC).",
      resolve: async (rule, _, ctx) => (await replacedByRule(ctx, rule.workspaceId)).get(rule.name) ?? 0,
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was changed." }),
  }),
});

const SampleRef = builder.objectRef<RedactedSample>("LogRedactionSample").implement({
  description: "A text before and after redaction.",
  fields: (t) => ({
    before: t.exposeString("before", { description: "As it came, or as it is stored." }),
    after: t.exposeString("after", { description: "As it would be stored." }),
  }),
});

const PreviewRef = builder.objectRef<RedactionPreview>("LogRedactionPreview").implement({
  description: "What a redaction would do. Nothing was changed.",
  fields: (t) => ({
    tried: t.exposeInt("tried", { description: "Texts that were looked at." }),
    changed: t.exposeInt("changed", { description: "Texts in which something would be replaced." }),
    replaced: t.exposeInt("replaced", { description: "Passages that would be replaced." }),
    samples: t.expose("samples", {
      type: [SampleRef],
      complexity: { field: 1, multiplier: 20 },
      description: "The first twenty of them.",
    }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  logRedactionRules: t.connection(
    {
      type: LogRedactionRuleRef,
      description: "The workspace's own redaction rules, the newest first. Needs `logs:read`.",
      resolve: (workspace, page, ctx) => listLogRedactionRules(ctx, workspace.id, page),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
  logRedactionPreview: t.field({
    type: PreviewRef,
    complexity: { field: 100 },
    description: "A dry run of a pattern, or of the rules that hold. Needs `logs:settings`.",
    args: {
      pattern: t.arg.string({ description: "The pattern to try. Left out: the rules that hold now." }),
      sample: t.arg.stringList({
        description: "Texts to try it on, at most 100. Left out: the newest 500 stored messages.",
      }),
    },
    resolve: (workspace, args, ctx) => previewLogRedaction(ctx, { workspaceId: workspace.id, ...args }),
  }),
}));

const patternDescription =
  "A regular expression without look-around, back references and repeated groups, whose repetitions have an end: `{1,30}` in place of `+`.";

const CreateInput = builder.inputType("CreateLogRedactionRuleInput", {
  description: "A new rule.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    name: t.string({ required: true, description: "Lower-case letters, digits and dashes, at most 40." }),
    pattern: t.string({ required: true, description: patternDescription }),
  }),
});

const UpdateInput = builder.inputType("UpdateLogRedactionRuleInput", {
  description: "What of a rule changes; what is left out stays.",
  fields: (t) => ({
    ruleId: t.globalID({ for: LogRedactionRuleRef, required: true, description: "Which." }),
    pattern: t.string({ description: patternDescription }),
    enabled: t.boolean({ description: "Whether it holds." }),
  }),
});

const DeleteInput = builder.inputType("DeleteLogRedactionRuleInput", {
  description: "Which rule goes.",
  fields: (t) => ({ ruleId: t.globalID({ for: LogRedactionRuleRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  createLogRedactionRule: t.field({
    type: LogRedactionRuleRef,
    description: "Adds a pattern that entries may not contain from now on. Needs `logs:settings`.",
    args: { input: t.arg({ type: CreateInput, required: true, description: "The rule." }) },
    errors: refusals("CreateLogRedactionRule", "rule"),
    resolve: (_, { input }, ctx) => createLogRedactionRule(ctx, uuids(input)),
  }),
  updateLogRedactionRule: t.field({
    type: LogRedactionRuleRef,
    description: "Changes a rule, or switches it on or off. Needs `logs:settings`.",
    args: { input: t.arg({ type: UpdateInput, required: true, description: "What changes." }) },
    errors: refusals("UpdateLogRedactionRule", "rule"),
    resolve: (_, { input }, ctx) => updateLogRedactionRule(ctx, uuids(input)),
  }),
  deleteLogRedactionRule: t.field({
    type: LogRedactionRuleRef,
    description: "Deletes a rule; what it replaced stays replaced. Needs `logs:settings`.",
    args: { input: t.arg({ type: DeleteInput, required: true, description: "Which." }) },
    errors: refusals("DeleteLogRedactionRule", "rule"),
    resolve: (_, { input }, ctx) => deleteLogRedactionRule(ctx, uuids(input)),
  }),
}));
