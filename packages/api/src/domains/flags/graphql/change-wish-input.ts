import { builder } from "../../../graphql/builder.ts";
import { EnvironmentRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { UpdateFlagConfigurationInput } from "./configuration-mutations.ts";
import { FlagOverrideKindEnum } from "./enums.ts";
import { UpdateFlagInput } from "./flag-mutations.ts";
import { FlagOverrideRef, FlagRef, FlagRevisionRef } from "./refs.ts";
import { UpdateFlagSegmentInput } from "./segment-type.ts";

const OverrideInput = builder.inputType("FlagOverrideWish", {
  description: "Who would get an answer of its own.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Of which flag." }),
    environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
    kind: t.field({ type: FlagOverrideKindEnum, required: true, description: "Whose." }),
    subject: t.string({ required: true, description: "The user's `targetingKey`, or the tenant's key." }),
    variant: t.string({ required: true, description: "Key of the variant." }),
    expiresAt: t.field({ type: "DateTime", description: "Until when; left out, for good." }),
  }),
});

const RemovalInput = builder.inputType("FlagOverrideRemovalWish", {
  description: "Who would be treated as everybody again.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Of which flag." }),
    overrideId: t.globalID({ for: FlagOverrideRef, required: true, description: "Which override." }),
  }),
});

const ReviveInput = builder.inputType("FlagReviveWish", {
  description: "Which kill would be taken back.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Which." }),
    environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
  }),
});

const WishedState = builder.enumType("FlagWishedState", {
  description: "A state that can be asked for.",
  values: {
    ACTIVE: { value: "active" as const, description: "In use." },
    ARCHIVED: { value: "archived" as const, description: "Out of use." },
  },
});

const StateInput = builder.inputType("FlagStateWish", {
  description: "Which state a flag would have.",
  fields: (t) => ({
    flagId: t.globalID({ for: FlagRef, required: true, description: "Which." }),
    state: t.field({ type: WishedState, required: true, description: "The state." }),
  }),
});

const RollbackInput = builder.inputType("FlagRollbackWish", {
  description: "Where a flag would go back to.",
  fields: (t) => ({
    revisionId: t.globalID({ for: FlagRevisionRef, required: true, description: "As it was after this revision." }),
  }),
});

const SettingsInput = builder.inputType("FlagSettingsWish", {
  description: "Where changes would be made without a second member from now on.",
  fields: (t) => ({
    environmentId: t.globalID({ for: EnvironmentRef, required: true, description: "Where." }),
    requiresApproval: t.boolean({
      required: true,
      description: "False. Switching it on needs nobody: `setFlagEnvironmentSettings` does it.",
    }),
  }),
});

/** An input that takes exactly one of the changes; `reason` of the inner inputs is not looked at. */
export const RequestFlagChangeInput = builder.inputType("RequestFlagChangeInput", {
  description: "The one change that is asked for, and why.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    reason: t.string({ required: true, description: "Why; who decides reads it." }),
    applyAt: t.field({ type: "DateTime", description: "Apply it then; left out, as soon as it is approved." }),
    configuration: t.field({ type: UpdateFlagConfigurationInput, description: "What a flag does in an environment." }),
    flag: t.field({ type: UpdateFlagInput, description: "What a flag is in every environment." }),
    segment: t.field({ type: UpdateFlagSegmentInput, description: "Who is in a segment." }),
    override: t.field({ type: OverrideInput, description: "An answer of its own for a user or a tenant." }),
    removeOverride: t.field({ type: RemovalInput, description: "Take an override away." }),
    revive: t.field({ type: ReviveInput, description: "Take back a kill." }),
    state: t.field({ type: StateInput, description: "Another state in a flag's life." }),
    rollback: t.field({ type: RollbackInput, description: "Go back to a revision." }),
    settings: t.field({
      type: SettingsInput,
      description: "Let changes be made alone where a second member approves them. Needs `flag_settings:write`.",
    }),
  }),
});

export const ScheduleFlagChangeInput = builder.inputType("ScheduleFlagChangeInput", {
  description: "The one change that waits for its time, and why.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
    reason: t.string({ required: true, description: "Why." }),
    applyAt: t.field({ type: "DateTime", required: true, description: "When." }),
    configuration: t.field({ type: UpdateFlagConfigurationInput, description: "What a flag does in an environment." }),
    flag: t.field({ type: UpdateFlagInput, description: "What a flag is in every environment." }),
    override: t.field({ type: OverrideInput, description: "An answer of its own for a user or a tenant." }),
    removeOverride: t.field({ type: RemovalInput, description: "Take an override away." }),
    revive: t.field({ type: ReviveInput, description: "Take back a kill." }),
    state: t.field({ type: StateInput, description: "Another state in a flag's life." }),
    rollback: t.field({ type: RollbackInput, description: "Go back to a revision." }),
  }),
});
