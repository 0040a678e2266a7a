import { services } from "@plumbline/db/schema";
import { builder } from "../../graphql/builder.ts";
import { registerIdPrefix } from "../../graphql/ids.ts";
import { loadRow } from "../../graphql/load-row.ts";
import type { Context } from "../../service/context.ts";

/** One row of `services`. */
export type Service = typeof services.$inferSelect;

registerIdPrefix("Service", "svc");

/** The GraphQL type `Service`. Other domains hang their fields under it. */
export const ServiceRef = builder.objectRef<Service>("Service");

/** A service of a workspace that the caller was authorized for. */
export async function loadService(ctx: Context, workspaceId: string, id: string): Promise<Service | null> {
  return await loadRow(ctx, services, workspaceId, id);
}
