import type { workspaces } from "@plumbline/db/schema";
import { builder } from "../../graphql/builder.ts";
import { registerIdPrefix } from "../../graphql/ids.ts";

/** One row of `workspaces`. */
export type Workspace = typeof workspaces.$inferSelect;

registerIdPrefix("Workspace", "ws");

/** The GraphQL type `Workspace`. Other domains hang their fields under it with `builder.objectFields(WorkspaceRef, …)`. */
export const WorkspaceRef = builder.objectRef<Workspace>("Workspace");
