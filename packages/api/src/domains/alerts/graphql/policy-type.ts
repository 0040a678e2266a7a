import { type EscalationStep, escalationPolicies } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { listEscalationPolicies } from "../list-settings.ts";
import { createEscalationPolicy } from "../policies/create-escalation-policy.ts";
import { deleteEscalationPolicy } from "../policies/delete-escalation-policy.ts";
import { nameTarget, type ShownTarget, targetIdOutside } from "../policies/name-target.ts";
import { updateEscalationPolicy } from "../policies/update-escalation-policy.ts";
import { TargetKindEnum } from "./enums.ts";
import { EscalationPolicyRef } from "./refs.ts";

const TargetRef = builder.objectRef<ShownTarget>("EscalationTarget").implement({
  description: "Who or what is told.",
  fields: (t) => ({
    kind: t.expose("kind", { type: TargetKindEnum, description: "What it is." }),
    targetId: t.id({ description: "The channel's, user's or schedule's id.", resolve: targetIdOutside }),
    name: t.string({
      nullable: true,
      description: "What it is called; null when it is gone.",
      resolve: (target, _args, ctx) => nameTarget(ctx, target),
    }),
  }),
});

type ShownStep = EscalationStep & { workspaceId: string };

const StepRef = builder.objectRef<ShownStep>("EscalationStep").implement({
  description: "Who is told when nobody acknowledged meanwhile.",
  fields: (t) => ({
    afterSeconds: t.exposeInt("afterSeconds", {
      description: "Seconds after the step before it, or after the opening.",
    }),
    targets: t.field({
      type: [TargetRef],
      complexity: { field: 1, multiplier: 2 },
      description: "All of them are told.",
      resolve: ({ targets, workspaceId }) => targets.map((target) => ({ ...target, workspaceId })),
    }),
  }),
});

builder.node(EscalationPolicyRef, {
  description: "Who is told when nobody acknowledges an alert in time.",
  id: { resolve: (policy) => policy.id },
  loadOne: loadNode(escalationPolicies, "alerts:read"),
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    steps: t.field({
      type: [StepRef],
      complexity: { field: 1, multiplier: 3 },
      description: "One after the other.",
      resolve: ({ steps, workspaceId }) => steps.map((step) => ({ ...step, workspaceId })),
    }),
    repeats: t.exposeInt("repeats", { description: "Times that the steps begin anew after the last one." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last changed." }),
    deletedAt: t.expose("archivedAt", { type: "DateTime", nullable: true, description: "When it was deleted." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  escalationPolicies: t.connection(
    {
      type: EscalationPolicyRef,
      description: "Escalation policies, the oldest first. Needs `alerts:read`.",
      resolve: (workspace, page, ctx) => listEscalationPolicies(ctx, workspace.id, page),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const TargetInput = builder.inputType("EscalationTargetInput", {
  description: "Who or what is told.",
  fields: (t) => ({
    kind: t.field({ type: TargetKindEnum, required: true, description: "What it is." }),
    id: t.globalID({ required: true, description: "The channel's, user's or schedule's id." }),
  }),
});

const StepInput = builder.inputType("EscalationStepInput", {
  description: "Who is told when nobody acknowledged meanwhile.",
  fields: (t) => ({
    afterSeconds: t.int({ required: true, description: "Seconds after the step before it, 0 to 86400." }),
    targets: t.field({ type: [TargetInput], required: true, description: "All of them are told." }),
  }),
});

const CreateInput = builder.inputType("CreateEscalationPolicyInput", {
  description: "Who is told when.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    name: t.string({ required: true, description: "Its name." }),
    steps: t.field({ type: [StepInput], required: true, description: "One after the other, ten at most." }),
    repeats: t.int({ description: "Times that the steps begin anew, 0 to 10. Default 0." }),
  }),
});

const UpdateInput = builder.inputType("UpdateEscalationPolicyInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    policyId: t.globalID({ for: EscalationPolicyRef, required: true, description: "Which." }),
    name: t.string({ description: "Its name." }),
    steps: t.field({ type: [StepInput], description: "All steps anew." }),
    repeats: t.int({ description: "Times that the steps begin anew, 0 to 10." }),
  }),
});

const DeleteInput = builder.inputType("DeleteEscalationPolicyInput", {
  description: "Which policy is deleted.",
  fields: (t) => ({ policyId: t.globalID({ for: EscalationPolicyRef, required: true, description: "Which." }) }),
});

builder.mutationFields((t) => ({
  createEscalationPolicy: t.field({
    type: EscalationPolicyRef,
    description: "Makes an escalation policy. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: CreateInput, required: true, description: "Who is told when." }) },
    errors: refusals("CreateEscalationPolicy", "policy"),
    resolve: (_, { input }, ctx) => createEscalationPolicy(ctx, uuids(input)),
  }),
  updateEscalationPolicy: t.field({
    type: EscalationPolicyRef,
    description: "Changes an escalation policy. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: UpdateInput, required: true, description: "The change." }) },
    errors: refusals("UpdateEscalationPolicy", "policy"),
    resolve: (_, { input }, ctx) => updateEscalationPolicy(ctx, uuids(input)),
  }),
  deleteEscalationPolicy: t.field({
    type: EscalationPolicyRef,
    description: "Deletes an escalation policy; alerts escalate by it no further. Needs `alert_rules:write`.",
    args: { input: t.arg({ type: DeleteInput, required: true, description: "Which." }) },
    errors: refusals("DeleteEscalationPolicy", "policy"),
    resolve: (_, { input }, ctx) => deleteEscalationPolicy(ctx, uuids(input)),
  }),
}));
