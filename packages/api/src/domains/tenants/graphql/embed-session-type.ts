import { builder } from "../../../graphql/builder.ts";
import { encodeId } from "../../../graphql/ids.ts";
import { TenantRef } from "../../workspaces/index.ts";
import { type EmbedSession, loadEmbedSession } from "../embed-session.ts";

/** The GraphQL type `EmbedSession`; a domain with a widget adds what that needs. */
export const EmbedSessionRef = builder.objectRef<EmbedSession>("EmbedSession").implement({
  description: "What an embed token opens: one widget, for one tenant, for a few minutes.",
  fields: (t) => ({
    workspaceId: t.id({
      description: "The workspace, to subscribe in.",
      resolve: ({ workspaceId }) => encodeId("ws", workspaceId),
    }),
    tenant: t.expose("tenant", { type: TenantRef, description: "The tenant; everything else is out of reach." }),
    component: t.exposeString("component", { description: "The widget that it is for." }),
    subject: t.exposeString("subject", {
      nullable: true,
      description: "Who looks, in the words of the customer's backend; null for an anonymous visitor.",
    }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "When the token ends." }),
    cursor: t.expose("cursor", {
      type: "Cursor",
      description: "Subscribe after it: the rest of this answer is at least as new.",
    }),
  }),
});

builder.queryField("embed", (t) =>
  t.field({
    type: EmbedSessionRef,
    nullable: true,
    description: "What the embed token that asks may see; null for everybody else.",
    resolve: (_root, _args, ctx) => loadEmbedSession(ctx),
  }),
);
