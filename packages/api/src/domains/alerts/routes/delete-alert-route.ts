import { alertHeldMessages, alertRoutes } from "@plumbline/db/schema";
import { and, count, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { alertRouteDeleted } from "../events.ts";
import { authorizeRoute, lockRoute } from "./route-fields.ts";
import type { AlertRoute } from "./routes-of.ts";

export const deleteAlertRouteInput = z.object({ routeId: z.uuid() });

export type DeleteAlertRouteInput = z.input<typeof deleteAlertRouteInput>;

/**
 * Deletes a route. Rules that name it have it no more.
 * @throws PreconditionError while it holds messages back: they would be lost
 */
export async function deleteAlertRoute(ctx: Context, input: DeleteAlertRouteInput): Promise<AlertRoute> {
  const wish = parseInput(deleteAlertRouteInput, input);
  const { routeId: id } = wish;
  const workspaceId = await authorizeRoute(ctx, id);
  return await transact(ctx, { workspaceId, verb: "deleteAlertRoute", input: wish }, async (tx) => {
    const known = await lockRoute(tx, workspaceId, id);
    const held = and(eq(alertHeldMessages.workspaceId, workspaceId), eq(alertHeldMessages.routeId, id));
    const [waiting] = await tx.select({ n: count() }).from(alertHeldMessages).where(held);
    if (waiting && waiting.n > 0) {
      throw new PreconditionError(
        `“${known.name}” holds ${waiting.n} messages back until its quiet hours or its digest end.`,
        "Switch it off now and delete it after that.",
      );
    }
    await tx.delete(alertRoutes).where(and(eq(alertRoutes.workspaceId, workspaceId), eq(alertRoutes.id, id)));
    await recordEvent(tx, ctx, alertRouteDeleted, {
      workspaceId,
      subjectId: id,
      tenantId: known.tenantId,
      data: { name: known.name },
      before: { name: known.name, channelIds: known.channelIds },
    });
    return known;
  });
}
