import { alertRoutes } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { alertRouteCreated } from "../events.ts";
import { requireRouteNames, routeFields } from "./route-fields.ts";
import type { AlertRoute } from "./routes-of.ts";

const nothing = <T>(value: T | null | undefined): T | null => value ?? null;

export const createAlertRouteInput = z.object({
  workspaceId: z.uuid(),
  name: routeFields.name,
  enabled: routeFields.enabled.nullish().transform((enabled) => enabled ?? true),
  matchers: routeFields.matchers.optional().transform(nothing),
  tenantId: routeFields.tenantId.optional().transform(nothing),
  channelIds: routeFields.channelIds,
  quietHours: routeFields.quietHours.optional().transform(nothing),
  digestSeconds: routeFields.digestSeconds.optional().transform(nothing),
  policyId: routeFields.policyId.optional().transform(nothing),
});

export type CreateAlertRouteInput = z.input<typeof createAlertRouteInput>;

/**
 * Makes a route for alerts.
 * @throws InvalidInputError for a channel, policy or tenant that the workspace does not have
 */
export async function createAlertRoute(ctx: Context, input: CreateAlertRouteInput): Promise<AlertRoute> {
  await authorize(ctx, input.workspaceId, "alert_rules:write");
  const wish = parseInput(createAlertRouteInput, input);
  const { workspaceId, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "createAlertRoute", input: wish }, async (tx) => {
    await requireRouteNames(tx, workspaceId, wish);
    const now = ctx.app.clock.now();
    const [made] = await tx
      .insert(alertRoutes)
      .values({ ...wish, createdAt: now, updatedAt: now })
      .returning();
    const route = made as AlertRoute;
    await recordEvent(tx, ctx, alertRouteCreated, {
      workspaceId,
      subjectId: route.id,
      tenantId: route.tenantId,
      data: { name: route.name },
      after: fields,
    });
    return route;
  });
}
