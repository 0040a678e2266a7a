import { apiKeys, flagSources } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { ClaimRef } from "../../../graphql/claim-type.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { EnvironmentRef, loadEnvironment } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { type FlagSource, listFlagSources } from "../exposure/list-flag-sources.ts";
import { type Exposure, type ExposurePoint, loadExposure, loadExposurePoints } from "../exposure/load-exposure.ts";
import { sourceClaim } from "../exposure/source-claim.ts";
import { loadOwnNode } from "../load-own-node.ts";
import { FlagConfigurationRef } from "./refs.ts";

const StepEnum = builder.enumType("FlagExposureStep", {
  description: "How long each sum of evaluations is.",
  values: {
    HOUR: { value: "hour" as const, description: "An hour; for 14 days at most." },
    DAY: { value: "day" as const, description: "A day, UTC; for 400 days at most." },
  },
});

const PointRef = builder.objectRef<ExposurePoint>("FlagExposurePoint").implement({
  description: "How often a variant was answered within an hour or a day.",
  fields: (t) => ({
    at: t.expose("at", { type: "DateTime", description: "When the hour or the day begins." }),
    variant: t.exposeString("variant", { nullable: true, description: "Its key; null for the caller's own default." }),
    count: t.exposeFloat("count", { description: "Evaluations; a whole number." }),
  }),
});

const ExposureRef = builder.objectRef<Exposure>("FlagExposure").implement({
  description: "How often a flag answered in one environment, as SDKs and remote evaluation report it.",
  fields: (t) => ({
    since: t.expose("since", { type: "DateTime", description: "From when." }),
    until: t.expose("until", { type: "DateTime", description: "Until when." }),
    total: t.exposeFloat("total", { description: "Evaluations in the span; a whole number." }),
    lastAt: t.expose("lastAt", { type: "DateTime", nullable: true, description: "The newest of them; null for none." }),
    points: t.field({
      type: [PointRef],
      complexity: { field: 50, multiplier: 1 },
      description: "The sums by variant, the oldest first; those of nothing are left out.",
      resolve: (exposure, _args, ctx) => loadExposurePoints(ctx, exposure),
    }),
  }),
});

builder.objectFields(FlagConfigurationRef, (t) => ({
  exposure: t.field({
    type: ExposureRef,
    complexity: 3,
    description: "How often it answered. Publishable keys lie in the open: what comes with one can be made up.",
    args: {
      since: t.arg({ type: "DateTime", description: "From when; left out, 7 days before `until`." }),
      until: t.arg({ type: "DateTime", description: "Until when; left out, until now." }),
      by: t.arg({ type: StepEnum, description: "How long each sum is; left out, an hour." }),
    },
    resolve: (configuration, args, ctx) => loadExposure(ctx, configuration, args),
  }),
}));

export const FlagSourceRef = builder.objectRef<FlagSource>("FlagSource");

builder.node(FlagSourceRef, {
  description: "What evaluates flags: one SDK with one API key, and the evidence that it does.",
  id: { resolve: (source) => source.id },
  loadOne: loadOwnNode(flagSources),
  fields: (t) => ({
    sdk: t.exposeString("sdk", { description: "`plumbline-node`, `plumbline-web`, or `ofrep` for remote evaluation." }),
    sdkVersion: t.exposeString("sdkVersion", { description: "Its version; empty when it does not say." }),
    environment: t.field({
      type: EnvironmentRef,
      nullable: true,
      complexity: 2,
      description: "Where.",
      resolve: ({ workspaceId, environmentId }, _args, ctx) => loadEnvironment(ctx, workspaceId, environmentId),
    }),
    apiKeyName: t.string({
      nullable: true,
      complexity: 2,
      description: "What its key is called.",
      resolve: async ({ workspaceId, apiKeyId }, _args, ctx) =>
        (await loadRow(ctx, apiKeys, workspaceId, apiKeyId))?.name ?? null,
    }),
    claim: t.field({
      type: ClaimRef,
      complexity: 2,
      description: "Whether it evaluates flags, with the proof.",
      resolve: async (source, _args, ctx) => {
        const environment = await loadEnvironment(ctx, source.workspaceId, source.environmentId);
        return sourceClaim(source, environment?.name ?? "its environment", ctx.app.clock.now());
      },
    }),
    lastSeenAt: t.expose("lastSeenAt", { type: "DateTime", description: "When it was last heard of." }),
    firstEvaluatedAt: t.expose("firstEvaluatedAt", {
      type: "DateTime",
      nullable: true,
      description: "Its first evaluation; null while it waits for one.",
    }),
    lastEvaluatedAt: t.expose("lastEvaluatedAt", {
      type: "DateTime",
      nullable: true,
      description: "Its newest evaluation.",
    }),
    evaluations: t.exposeFloat("evaluations", { description: "Evaluations that it reported, ever; a whole number." }),
    dropped: t.exposeFloat("dropped", { description: "Evaluations that could not be counted; a whole number." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was first heard of." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  flagSources: t.connection({
    type: FlagSourceRef,
    description: "What evaluates flags, the newest first.",
    args: { environmentId: t.arg.globalID({ for: EnvironmentRef, description: "In this environment only." }) },
    resolve: (workspace, args, ctx) => listFlagSources(ctx, workspace.id, uuids(args)),
  }),
}));
