import { alertRoutes, alertSilences, escalationPolicies, onCallSchedules } from "@plumbline/db/schema";
import { gt, isNull } from "drizzle-orm";
import type { PageArgs } from "../../graphql/paginate.ts";
import type { Context } from "../../service/context.ts";
import { listRows } from "../workspaces/index.ts";

const permission = "alerts:read";

/** Silences, the newest first; those that are over only when they are asked for. */
export async function listAlertSilences(
  ctx: Context,
  workspaceId: string,
  page: PageArgs,
  { ended }: { ended?: boolean | null },
) {
  const where = ended ? undefined : gt(alertSilences.endsAt, ctx.app.clock.now());
  return await listRows(ctx, { table: alertSilences, workspaceId, permission, page, where });
}

/** Routes, the oldest first. */
export async function listAlertRoutes(ctx: Context, workspaceId: string, page: PageArgs) {
  return await listRows(ctx, { table: alertRoutes, workspaceId, permission, page, newestFirst: false });
}

/** Escalation policies in use, the oldest first. */
export async function listEscalationPolicies(ctx: Context, workspaceId: string, page: PageArgs) {
  const where = isNull(escalationPolicies.archivedAt);
  return await listRows(ctx, { table: escalationPolicies, workspaceId, permission, page, where, newestFirst: false });
}

/** On-call schedules in use, the oldest first. */
export async function listOnCallSchedules(ctx: Context, workspaceId: string, page: PageArgs) {
  const where = isNull(onCallSchedules.archivedAt);
  return await listRows(ctx, { table: onCallSchedules, workspaceId, permission, page, where, newestFirst: false });
}
