import { alertRoutes } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changedFields } from "../../workspaces/index.ts";
import { alertRouteUpdated } from "../events.ts";
import { authorizeRoute, lockRoute, requireRouteNames, routeFields } from "./route-fields.ts";
import type { AlertRoute } from "./routes-of.ts";

const wished = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

export const updateAlertRouteInput = z.object({
  routeId: z.uuid(),
  name: routeFields.name.nullish().transform(wished),
  enabled: routeFields.enabled.nullish().transform(wished),
  channelIds: routeFields.channelIds.nullish().transform(wished),
  // Null is a value here: it takes the thing away.
  matchers: routeFields.matchers.optional(),
  tenantId: routeFields.tenantId.optional(),
  quietHours: routeFields.quietHours.optional(),
  digestSeconds: routeFields.digestSeconds.optional(),
  policyId: routeFields.policyId.optional(),
});

export type UpdateAlertRouteInput = z.input<typeof updateAlertRouteInput>;

/** Changes a route; what is left out stays. Messages that it holds back already keep their time. */
export async function updateAlertRoute(ctx: Context, input: UpdateAlertRouteInput): Promise<AlertRoute> {
  const { routeId: id } = parseInput(z.object({ routeId: z.uuid() }), input);
  const workspaceId = await authorizeRoute(ctx, id);
  const wish = parseInput(updateAlertRouteInput, input);
  const { routeId: _, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "updateAlertRoute", input: wish }, async (tx) => {
    const known = await lockRoute(tx, workspaceId, id);
    const { channelIds, policyId, tenantId } = wish;
    await requireRouteNames(tx, workspaceId, {
      ...(channelIds ? { channelIds } : {}),
      ...(policyId ? { policyId } : {}),
      ...(tenantId ? { tenantId } : {}),
    });
    const changes = changedFields(known, fields);
    if (!changes) return known;
    const [updated] = await tx
      .update(alertRoutes)
      .set({ ...changes.after, updatedAt: ctx.app.clock.now() })
      .where(and(eq(alertRoutes.workspaceId, workspaceId), eq(alertRoutes.id, id)))
      .returning();
    const route = updated as AlertRoute;
    await recordEvent(tx, ctx, alertRouteUpdated, {
      workspaceId,
      subjectId: id,
      tenantId: route.tenantId,
      data: { name: route.name },
      ...changes,
    });
    return route;
  });
}
