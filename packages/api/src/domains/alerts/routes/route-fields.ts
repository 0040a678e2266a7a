import type { Db } from "@plumbline/db";
import { alertRoutes, channels, escalationPolicies } from "@plumbline/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { registerIdPrefix } from "../../../graphql/ids.ts";
import type { Context } from "../../../service/context.ts";
import { type InputIssue, InvalidInputError } from "../../../service/errors.ts";
import { authorizeRow, unknownRow } from "../../workspaces/index.ts";
import { isTimeZone } from "../on-call/zone.ts";
import { requireTenant } from "../rules/rule-ref.ts";
import { matchersInput } from "../silences/matcher-input.ts";
import type { AlertRoute } from "./routes-of.ts";

registerIdPrefix("AlertRoute", "alroute");

/** A local time, `22:00`. */
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of the form 22:00.");

/** ISO days, 1 for Monday. */
export const isoDays = z.array(z.int().min(1).max(7)).max(7);

/** An IANA name. */
export const timeZone = z.string().max(60).refine(isTimeZone, "must be a time zone of the form Europe/Lisbon.");

export const routeFields = {
  name: z.string().trim().min(1, "must not be empty.").max(120),
  enabled: z.boolean(),
  /** Null: only alerts of rules that name this route. */
  matchers: matchersInput.nullable(),
  tenantId: z.uuid().nullable(),
  channelIds: z.array(z.uuid()).max(20),
  quietHours: z
    .object({ timeZone, from: localTime, to: localTime, days: isoDays.nullish().transform((days) => days ?? []) })
    .nullable(),
  /** 60 seconds to a day. */
  digestSeconds: z.int().min(60).max(86_400).nullable(),
  policyId: z.uuid().nullable(),
};

/** What a route names. */
export type RouteNames = Partial<Pick<AlertRoute, "channelIds" | "policyId" | "tenantId">>;

/** What a route names must exist in this workspace. @throws InvalidInputError that names the path of each that does not */
export async function requireRouteNames(tx: Db, workspaceId: string, names: RouteNames): Promise<void> {
  const { channelIds = [], policyId, tenantId } = names;
  await requireTenant(tx, workspaceId, tenantId);
  const issues: InputIssue[] = [];
  if (channelIds.length > 0) {
    const own = and(eq(channels.workspaceId, workspaceId), inArray(channels.id, channelIds));
    const found = await tx
      .select({ id: channels.id })
      .from(channels)
      .where(and(own, isNull(channels.deletedAt)));
    for (const [index, id] of channelIds.entries())
      if (!found.some((channel) => channel.id === id))
        issues.push({ path: ["channelIds", String(index)], message: "is no channel of this workspace." });
  }
  if (policyId) {
    const own = and(eq(escalationPolicies.workspaceId, workspaceId), eq(escalationPolicies.id, policyId));
    const [found] = await tx
      .select({ id: escalationPolicies.id })
      .from(escalationPolicies)
      .where(and(own, isNull(escalationPolicies.archivedAt)));
    if (!found) issues.push({ path: ["policyId"], message: "is no policy of this workspace." });
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
}

/** The workspace of a route, for an actor that may change routes there. */
export async function authorizeRoute(ctx: Context, id: string): Promise<string> {
  return await authorizeRow(ctx, { table: alertRoutes, id, permission: "alert_rules:write", noun: "alert route" });
}

/** Takes the lock on a route. @throws NotFoundError when it was deleted */
export async function lockRoute(tx: Db, workspaceId: string, id: string): Promise<AlertRoute> {
  const own = and(eq(alertRoutes.workspaceId, workspaceId), eq(alertRoutes.id, id));
  const [route] = await tx.select().from(alertRoutes).where(own).for("update");
  if (!route) throw unknownRow("alert route");
  return route;
}
