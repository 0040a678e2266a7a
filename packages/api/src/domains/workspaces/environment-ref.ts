import { environments } from "@plumbline/db/schema";
import { builder } from "../../graphql/builder.ts";
import { registerIdPrefix } from "../../graphql/ids.ts";
import { loadRow } from "../../graphql/load-row.ts";
import type { Context } from "../../service/context.ts";

/** One row of `environments`. */
export type Environment = typeof environments.$inferSelect;

registerIdPrefix("Environment", "env");

/** The GraphQL type `Environment`. Here, because API keys belong to one; its fields are in the tenants domain. */
export const EnvironmentRef = builder.objectRef<Environment>("Environment");

/** A environment of a workspace that the caller was authorized for. */
export async function loadEnvironment(ctx: Context, workspaceId: string, id: string): Promise<Environment | null> {
  return await loadRow(ctx, environments, workspaceId, id);
}
