import type { FlagVariant } from "@plumbline/db/schema";
import { flagConfigurations, flags } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { EventRef } from "../../../graphql/event-type.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { loadRow } from "../../../graphql/load-row.ts";
import { UserRef } from "../../accounts/index.ts";
import { EnvironmentRef, loadEnvironment, loadService, ServiceRef } from "../../tenants/index.ts";
import { loadPerson } from "../../workspaces/index.ts";
import { problemsOf } from "../evaluation/problems-of.ts";
import { findConfiguration, listConfigurations } from "../flag/list-flags.ts";
import { loadOwnNode } from "../load-own-node.ts";
import { listFlagHistory, listFlagRevisions } from "../revisions/list-revisions.ts";
import { FlagStateEnum, FlagTypeEnum, FlagValueKindEnum } from "./enums.ts";
import { FlagProblemRef } from "./evaluation-type.ts";
import { FlagConfigurationRef, FlagRef, FlagRevisionRef } from "./refs.ts";

const VariantRef = builder.objectRef<FlagVariant>("FlagVariant").implement({
  description: "One of the values that a flag can answer.",
  fields: (t) => ({
    key: t.exposeString("key", { description: "What rules call it." }),
    value: t.expose("value", { type: "JSON", nullable: true, description: "What code gets." }),
    description: t.string({
      nullable: true,
      description: "What it means, for people.",
      resolve: ({ description }) => description ?? null,
    }),
  }),
});

builder.node(FlagRef, {
  description:
    "Something that code asks for, and what it can answer. What it answers where stands in its configurations.",
  id: { resolve: (flag) => flag.id },
  loadOne: loadNode(flags, "flags:read"),
  fields: (t) => ({
    key: t.exposeString("key", { description: "What code asks for; never changes." }),
    name: t.exposeString("name", { description: "Its name, for people." }),
    description: t.exposeString("description", { description: "What it is about." }),
    type: t.expose("type", { type: FlagTypeEnum, description: "What it is for." }),
    valueKind: t.expose("valueKind", { type: FlagValueKindEnum, description: "What its values are." }),
    variants: t.expose("variants", { type: [VariantRef], description: "What it can answer; 100 at most." }),
    jsonSchema: t.expose("jsonSchema", {
      type: "JSON",
      nullable: true,
      description: "JSON Schema that every JSON variant keeps; null for any JSON.",
    }),
    category: t.exposeString("category", { description: "What it belongs to; `platform` are Plumbline's own." }),
    tags: t.exposeStringList("tags", { description: "Words to find it by." }),
    state: t.expose("state", { type: FlagStateEnum, description: "Where it is in its life." }),
    staleReason: t.exposeString("staleReason", {
      nullable: true,
      description: "Why it is probably needed no more; null unless it is stale.",
    }),
    bucketBy: t.exposeString("bucketBy", {
      nullable: true,
      description: "Attribute whose value decides about shares; null for `targetingKey`.",
    }),
    reviewAt: t.expose("reviewAt", {
      type: "DateTime",
      nullable: true,
      description: "When somebody should look whether it is still needed.",
    }),
    revision: t.exposeInt("revision", {
      description: "Number of its newest revision; what `expectedVersion` of `updateFlag` is compared with.",
    }),
    archivedAt: t.expose("archivedAt", { type: "DateTime", nullable: true, description: "When it was archived." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last changed everywhere." }),
    owner: t.field({
      type: UserRef,
      nullable: true,
      complexity: 2,
      description: "Who answers for it; null for nobody, and for somebody who left.",
      resolve: ({ workspaceId, ownerUserId }, _args, ctx) =>
        ownerUserId ? loadPerson(ctx, workspaceId, ownerUserId) : null,
    }),
    service: t.field({
      type: ServiceRef,
      nullable: true,
      complexity: 2,
      description: "The service that it belongs to.",
      resolve: ({ workspaceId, serviceId }, _args, ctx) =>
        serviceId ? loadService(ctx, workspaceId, serviceId) : null,
    }),
    configurations: t.connection({
      type: FlagConfigurationRef,
      description: "What it does in each environment that you see, in the order in which these were made.",
      resolve: (flag, page, ctx) => listConfigurations(ctx, flag, page),
    }),
    configuration: t.field({
      type: FlagConfigurationRef,
      nullable: true,
      complexity: 2,
      description: "What it does in one environment.",
      args: { environmentId: t.arg.globalID({ for: EnvironmentRef, required: true, description: "Where." }) },
      resolve: (flag, { environmentId }, ctx) => findConfiguration(ctx, flag, environmentId.id),
    }),
    revisions: t.connection({
      type: FlagRevisionRef,
      description: "What was changed, the newest first.",
      args: {
        environmentId: t.arg.globalID({
          for: EnvironmentRef,
          description: "Those of this environment, and those that hold everywhere.",
        }),
      },
      resolve: (flag, { environmentId, ...page }, ctx) =>
        listFlagRevisions(ctx, flag, page, { environmentId: environmentId?.id ?? null }),
    }),
    history: t.connection({
      type: EventRef,
      description: "Everything that happened to it, the newest first: the audit timeline.",
      args: { types: t.arg.stringList({ description: "Only events of these types." }) },
      resolve: (flag, { types, ...page }, ctx) => listFlagHistory(ctx, flag, page, { types: types ?? null }),
    }),
  }),
});

builder.node(FlagConfigurationRef, {
  description: "What a flag does in one environment. Its JSON fields are shaped as `@plumbline/sdk/flags` has them.",
  id: { resolve: (configuration) => configuration.id },
  loadOne: loadOwnNode(flagConfigurations),
  fields: (t) => ({
    environment: t.field({
      type: EnvironmentRef,
      nullable: true,
      complexity: 2,
      description: "Where.",
      resolve: ({ workspaceId, environmentId }, _args, ctx) => loadEnvironment(ctx, workspaceId, environmentId),
    }),
    flag: t.field({
      type: FlagRef,
      nullable: true,
      complexity: 2,
      description: "Which flag.",
      resolve: ({ workspaceId, flagId }, _args, ctx) => loadRow(ctx, flags, workspaceId, flagId),
    }),
    enabled: t.exposeBoolean("enabled", { description: "Switched off it answers its default." }),
    killed: t.exposeBoolean("killed", { description: "The kill switch: it answers its default whatever else is set." }),
    killReason: t.exposeString("killReason", { nullable: true, description: "Why it was killed." }),
    killedAt: t.expose("killedAt", { type: "DateTime", nullable: true, description: "When it was killed." }),
    serve: t.expose("serve", {
      type: "JSON",
      description: "What those get who are let in: a variant's key, or a split.",
    }),
    defaultVariant: t.exposeString("defaultVariant", { description: "Key of the variant for everyone else." }),
    schedule: t.expose("schedule", {
      type: "JSON",
      nullable: true,
      description: "The window of time: `from`, `until`.",
    }),
    deny: t.expose("deny", { type: "JSON", nullable: true, description: "Who never gets it: `users`, `tenants`." }),
    allow: t.expose("allow", { type: "JSON", nullable: true, description: "Who always gets it: `users`, `tenants`." }),
    prerequisites: t.expose("prerequisites", { type: "JSON", description: "Flags that must answer certain variants." }),
    rules: t.expose("rules", { type: "JSON", description: "The first whose conditions all hold decides." }),
    rollout: t.expose("rollout", {
      type: "JSON",
      nullable: true,
      description: "The share that gets it: `percentage`.",
    }),
    version: t.exposeInt("version", { description: "What `expectedVersion` is compared with." }),
    problems: t.field({
      type: [FlagProblemRef],
      complexity: 5,
      description: "What keeps it from being evaluated; such a flag answers everybody's own default. Mostly none.",
      resolve: (configuration, _args, ctx) => problemsOf(ctx, configuration),
    }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last changed." }),
  }),
});
