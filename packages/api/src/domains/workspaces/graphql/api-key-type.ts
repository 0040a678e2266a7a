import { apiKeys } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { directRefusals, refusals } from "../../../graphql/refusal-types.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { UserRef } from "../../accounts/index.ts";
import { ApiKeyRef } from "../api-keys/api-key-ref.ts";
import { type ApiKeyWithSecret, createApiKey } from "../api-keys/create-api-key.ts";
import { type ApiKeyState, apiKeyState, listApiKeys } from "../api-keys/list-api-keys.ts";
import { revokeApiKey } from "../api-keys/revoke-api-key.ts";
import { rotateApiKey } from "../api-keys/rotate-api-key.ts";
import { EnvironmentRef, loadEnvironment } from "../environment-ref.ts";
import { loadPerson } from "../members/load-person.ts";
import { WorkspaceRef } from "../workspace-ref.ts";
import { ApiKeyKindRef } from "./api-key-kind.ts";

const ApiKeyStateRef = builder.enumType("ApiKeyState", {
  description: "Where a key stands.",
  values: {
    ACTIVE: { value: "active" as ApiKeyState, description: "It works." },
    EXPIRED: { value: "expired" as ApiKeyState, description: "Its time, or the overlap after its rotation, is over." },
    REVOKED: { value: "revoked" as ApiKeyState, description: "Somebody revoked it." },
  },
});

builder.node(ApiKeyRef, {
  description: "A key with which software speaks for the workspace. The key itself is shown once and stored nowhere.",
  id: { resolve: (key) => key.id },
  loadOne: loadNode(apiKeys, "api_keys:read"),
  fields: (t) => ({
    name: t.exposeString("name", { description: "What it is for." }),
    kind: t.expose("kind", { type: ApiKeyKindRef, description: "What it may be trusted with." }),
    origins: t.exposeStringList("origins", {
      nullable: true,
      description: "Pages that a publishable key works from; null for all.",
    }),
    state: t.field({
      type: ApiKeyStateRef,
      description: "Where it stands.",
      resolve: (key, _, { app }) => apiKeyState(key, app.clock.now()),
    }),
    scopes: t.exposeStringList("scopes", { description: "What it may do, as names of the permission matrix." }),
    start: t.exposeString("start", { description: "Its first characters, to tell it apart." }),
    last4: t.exposeString("last4", { description: "Its last four characters." }),
    environment: t.field({
      type: EnvironmentRef,
      nullable: true,
      description: "Where it works; null for every environment.",
      resolve: ({ workspaceId, environmentId }, _, ctx) =>
        environmentId ? loadEnvironment(ctx, workspaceId, environmentId) : null,
    }),
    createdBy: t.field({
      type: UserRef,
      nullable: true,
      description: "Who made it; null when that person is no member any more.",
      resolve: ({ workspaceId, createdBy }, _, ctx) => (createdBy ? loadPerson(ctx, workspaceId, createdBy) : null),
    }),
    createdByName: t.string({
      nullable: true,
      description: "The name of who made it.",
      resolve: async ({ workspaceId, createdBy }, _, ctx) =>
        createdBy ? ((await loadPerson(ctx, workspaceId, createdBy))?.name ?? null) : null,
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      nullable: true,
      description: "When it ends; null for never.",
    }),
    lastUsedAt: t.expose("lastUsedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was last used, to the minute; null while it never was.",
    }),
    revokedAt: t.expose("revokedAt", { type: "DateTime", nullable: true, description: "When it was revoked." }),
    rotatedFromId: t.id({
      nullable: true,
      description: "The key that it replaces.",
      resolve: ({ rotatedFrom }) => rotatedFrom && encodeGlobalId("ApiKey", rotatedFrom),
    }),
  }),
});

const ApiKeyFilterInput = builder.inputType("ApiKeyFilter", {
  description: "Which keys; what is left out does not narrow.",
  fields: (t) => ({
    active: t.boolean({ description: "True: only those that work." }),
    environmentId: t.globalID({ for: EnvironmentRef, description: "Of this environment only." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  apiKeys: t.connection(
    {
      type: ApiKeyRef,
      description: "API keys, the newest first. Needs `api_keys:read`.",
      args: { filter: t.arg({ type: ApiKeyFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listApiKeys(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

const CreateApiKeyInput = builder.inputType("CreateApiKeyInput", {
  description: "What a new key is.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "For which workspace it speaks." }),
    environmentId: t.globalID({
      for: EnvironmentRef,
      description:
        "Where it works. Null for every environment, which is for secret keys of automation; it must be said, so that it is never an oversight.",
    }),
    name: t.string({ required: true, description: "What it is for." }),
    kind: t.field({ type: ApiKeyKindRef, required: true, description: "What it may be trusted with." }),
    scopes: t.stringList({ required: true, description: "What it may do; see Query.permissions." }),
    origins: t.stringList({
      description: "Pages that a publishable key works from, `https://shop.example`. Default: all.",
    }),
    expiresAt: t.field({ type: "DateTime", description: "When it ends. Default: never." }),
  }),
});

const RotateApiKeyInput = builder.inputType("RotateApiKeyInput", {
  description: "Which key is replaced, and for how long both work.",
  fields: (t) => ({
    apiKeyId: t.globalID({ for: ApiKeyRef, required: true, description: "The old key." }),
    overlapHours: t.int({ description: "Hours for which both keys work, 0 to 720. Default 24." }),
    expiresAt: t.field({
      type: "DateTime",
      description: "When the new key ends. Default: as long as the old one lived.",
    }),
  }),
});

const RevokeApiKeyInput = builder.inputType("RevokeApiKeyInput", {
  description: "Which key is revoked.",
  fields: (t) => ({ apiKeyId: t.globalID({ for: ApiKeyRef, required: true, description: "The key." }) }),
});

const withSecret = (name: string, description: string) =>
  builder.objectRef<ApiKeyWithSecret>(name).implement({
    description,
    fields: (t) => ({
      apiKey: t.expose("apiKey", { type: ApiKeyRef, description: "The new key's record." }),
      key: t.exposeString("key", { description: "The key itself, shown this once." }),
    }),
  });

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: withSecret("CreateApiKeySuccess", "What `CreateApiKey` did."),
    description: "Creates an API key and shows it, this once. Needs `api_keys:write`.",
    args: { input: t.arg({ type: CreateApiKeyInput, required: true, description: "What it is." }) },
    errors: directRefusals("CreateApiKey"),
    resolve: (_, { input }, ctx) => createApiKey(ctx, uuids(input)),
  }),
  rotateApiKey: t.field({
    type: withSecret("RotateApiKeySuccess", "What `RotateApiKey` did."),
    description: "Replaces a key by a new one, shown this once; both work for the overlap. Needs `api_keys:write`.",
    args: { input: t.arg({ type: RotateApiKeyInput, required: true, description: "Which." }) },
    errors: directRefusals("RotateApiKey"),
    resolve: (_, { input }, ctx) => rotateApiKey(ctx, uuids(input)),
  }),
  revokeApiKey: t.field({
    type: ApiKeyRef,
    description: "Revokes a key, with the embed tokens that it minted. Needs `api_keys:write`.",
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true, description: "Which." }) },
    errors: refusals("RevokeApiKey", "apiKey"),
    resolve: (_, { input }, ctx) => revokeApiKey(ctx, uuids(input)),
  }),
}));
