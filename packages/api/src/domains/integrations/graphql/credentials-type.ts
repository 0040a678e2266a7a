import type { integrations, RefreshFailure } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { oauthMethodOf } from "../credentials/oauth-method-of.ts";
import { reconnectUrl } from "../door-urls.ts";
import { findWorkspaceSlug } from "../find-workspace-slug.ts";

type Integration = typeof integrations.$inferSelect;

const RefreshFailureRef = builder.objectRef<RefreshFailure>("CredentialRefreshFailure").implement({
  description: "Why the credentials could not be renewed the last time.",
  fields: (t) => ({
    at: t.field({ type: "DateTime", description: "When.", resolve: ({ at }) => new Date(at) }),
    reason: t.exposeString("reason", { description: "What the provider said." }),
    nextStep: t.exposeString("nextStep", { description: "What to do about it." }),
    final: t.exposeBoolean("final", { description: "Whether only connecting again helps." }),
  }),
});

const RefreshWayEnum = builder.enumType("CredentialRefreshWay", {
  description: "How credentials stay good.",
  values: {
    AUTOMATIC: { value: "automatic" as const, description: "They are renewed here, ahead of their end." },
    MINTED: { value: "minted" as const, description: "A short-lived token is made from a key that does not end." },
    NONE: { value: "none" as const, description: "They are good until somebody ends them, or their end comes." },
  },
});

/** The life of an integration's credentials. Never a credential. */
export const CredentialsRef = builder.objectRef<Integration>("IntegrationCredentials").implement({
  description: "The life of an integration's credentials. The credentials themselves are never shown.",
  fields: (t) => ({
    issuedAt: t.expose("credentialsIssuedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the provider gave them, or a person pasted them.",
    }),
    expiresAt: t.expose("credentialsExpireAt", {
      type: "DateTime",
      nullable: true,
      description: "When they end; null when they do not, or nobody said.",
    }),
    refreshes: t.field({
      type: RefreshWayEnum,
      description: "How they stay good.",
      resolve: (row) => (row.appId ? "minted" : oauthMethodOf(row) && row.credentialsExpireAt ? "automatic" : "none"),
    }),
    nextRefreshAt: t.expose("nextRefreshAt", {
      type: "DateTime",
      nullable: true,
      description: "When they are renewed next; null when they are not.",
    }),
    refreshFailures: t.exposeInt("refreshFailures", { description: "Renewals that failed in a row." }),
    lastRefreshFailure: t.expose("refreshFailure", {
      type: RefreshFailureRef,
      nullable: true,
      description: "Why the last renewal failed; null when it did not.",
    }),
    reconnectUrl: t.string({
      nullable: true,
      complexity: 2,
      description: "The console's page to connect again; null where there is nothing to connect.",
      resolve: async (row, _args, ctx) =>
        row.method === "secret" ? null : reconnectUrl(ctx.app, await findWorkspaceSlug(ctx, row.workspaceId), row),
    }),
  }),
});
