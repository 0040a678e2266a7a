import { escalationPolicies } from "@plumbline/db/schema";
import { loadRow } from "../../../graphql/load-row.ts";
import type { Context } from "../../../service/context.ts";
import type { EscalationPolicy } from "./plan-step.ts";

/** A policy of a workspace that the caller was authorized for; null when it was deleted. */
export async function loadPolicy(ctx: Context, workspaceId: string, id: string): Promise<EscalationPolicy | null> {
  const policy = await loadRow(ctx, escalationPolicies, workspaceId, id);
  return policy && !policy.archivedAt ? policy : null;
}
