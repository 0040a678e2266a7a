import { embedTokens } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { directRefusals, refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { EmbedTokenRef } from "../embed-tokens/embed-token-ref.ts";
import { type MintedEmbedToken, mintEmbedToken } from "../embed-tokens/mint-embed-token.ts";
import { revokeEmbedToken } from "../embed-tokens/revoke-embed-token.ts";
import { loadTenant, TenantRef } from "../tenant-ref.ts";
import { WorkspaceRef } from "../workspace-ref.ts";

builder.node(EmbedTokenRef, {
  description: "That a token for a widget was minted. Kept for a day after its end.",
  id: { resolve: (token) => token.id },
  loadOne: loadNode(embedTokens, "embed_tokens:write"),
  fields: (t) => ({
    component: t.exposeString("component", { description: "The widget that it opens." }),
    tenant: t.field({
      type: TenantRef,
      nullable: true,
      description: "Whose things it shows.",
      resolve: ({ workspaceId, tenantId }, _, ctx) => loadTenant(ctx, workspaceId, tenantId),
    }),
    subject: t.exposeString("subject", {
      nullable: true,
      description: "The customer's own user id; null for an anonymous visitor.",
    }),
    origins: t.exposeStringList("origins", { description: "The pages that may use it." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "When it ends." }),
    revokedAt: t.expose("revokedAt", { type: "DateTime", nullable: true, description: "When it was revoked." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was minted." }),
  }),
});

const MintEmbedTokenInput = builder.inputType("MintEmbedTokenInput", {
  description: "What the token is for.",
  fields: (t) => ({
    component: t.string({
      required: true,
      description: "The widget: `integrations`, or `integrations-connect` for whom you let connect.",
    }),
    tenantId: t.globalID({ for: TenantRef, description: "Whose things it shows; or tenantKey." }),
    tenantKey: t.string({ description: "The workspace's own name for the tenant, instead of its id." }),
    subject: t.string({ description: "Your own id of the user who looks; left out for an anonymous visitor." }),
    origins: t.stringList({ required: true, description: "Origins of the pages: `https://app.shop.example`." }),
    workspaceId: t.globalID({
      for: WorkspaceRef,
      description: "Needed from a member; a key belongs to one workspace.",
    }),
  }),
});

const MintEmbedTokenSuccess = builder.objectRef<MintedEmbedToken>("MintEmbedTokenSuccess").implement({
  description: "What `MintEmbedToken` did.",
  fields: (t) => ({
    token: t.exposeString("token", { description: "`plb_emb_…`, for the page." }),
    expiresAt: t.field({
      type: "DateTime",
      description: "When it ends: ten minutes from now.",
      resolve: ({ embedToken }) => embedToken.expiresAt,
    }),
    embedToken: t.expose("embedToken", { type: EmbedTokenRef, description: "The record of it." }),
  }),
});

const RevokeEmbedTokenInput = builder.inputType("RevokeEmbedTokenInput", {
  description: "Which token is revoked.",
  fields: (t) => ({ embedTokenId: t.globalID({ for: EmbedTokenRef, required: true, description: "The token." }) }),
});

builder.mutationFields((t) => ({
  mintEmbedToken: t.field({
    type: MintEmbedTokenSuccess,
    description:
      "Mints a token for a widget, good for ten minutes. For backends with a secret key: `embed_tokens:write`.",
    args: { input: t.arg({ type: MintEmbedTokenInput, required: true, description: "What for." }) },
    errors: directRefusals("MintEmbedToken"),
    resolve: (_, { input }, ctx) => mintEmbedToken(ctx, uuids(input)),
  }),
  revokeEmbedToken: t.field({
    type: EmbedTokenRef,
    description: "Ends a token before its time. Needs `embed_tokens:write`.",
    args: { input: t.arg({ type: RevokeEmbedTokenInput, required: true, description: "Which." }) },
    errors: refusals("RevokeEmbedToken", "embedToken"),
    resolve: (_, { input }, ctx) => revokeEmbedToken(ctx, uuids(input)),
  }),
}));
