import { builder } from "../../../graphql/builder.ts";
import { accessTo } from "../../../service/authorize.ts";
import { EmbedSessionRef } from "../../tenants/index.ts";
import { listCatalogue } from "../catalogue.ts";
import { ProviderRef } from "./catalogue-type.ts";

builder.objectFields(EmbedSessionRef, (t) => ({
  mayConnect: t.boolean({
    description: "Whether the token lets its holder connect, change and end the tenant's integrations.",
    resolve: async ({ workspaceId }, _args, ctx) =>
      (await accessTo(ctx, workspaceId))?.allows("integrations:write") ?? false,
  }),
  providers: t.field({
    type: [ProviderRef],
    complexity: { field: 5, multiplier: 10 },
    description: "What can be connected, as this installation can use it.",
    resolve: ({ workspaceId }, _args, ctx) => listCatalogue(ctx, workspaceId),
  }),
}));
