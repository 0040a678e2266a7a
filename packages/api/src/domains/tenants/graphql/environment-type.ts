import { environments } from "@plumbline/db/schema";
import { builder } from "../../../graphql/builder.ts";
import { loadNode } from "../../../graphql/load-node.ts";
import { EnvironmentRef } from "../../workspaces/index.ts";

type Kind = "production" | "staging" | "development" | "other";

/** The GraphQL enum `EnvironmentKind`. */
export const EnvironmentKindRef = builder.enumType("EnvironmentKind", {
  description: "What an environment is used for, whatever it is called.",
  values: {
    PRODUCTION: { value: "production" as Kind, description: "Customers use it." },
    STAGING: { value: "staging" as Kind, description: "The last stop before production." },
    DEVELOPMENT: { value: "development" as Kind, description: "Where software is made." },
    OTHER: { value: "other" as Kind, description: "Something else." },
  },
});

builder.node(EnvironmentRef, {
  description: "Where the workspace's software runs. Flags, API keys and logs belong to one.",
  id: { resolve: (environment) => environment.id },
  loadOne: loadNode(environments, "environments:read"),
  fields: (t) => ({
    key: t.exposeString("key", { description: "Its name in configuration; unique." }),
    name: t.exposeString("name", { description: "Its name, for people." }),
    kind: t.expose("kind", { type: EnvironmentKindRef, description: "What it is used for." }),
    archivedAt: t.expose("archivedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was archived; null while it is in use.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was created." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it was last changed." }),
  }),
});
