import { deliveries, integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import { findProvider } from "./find-provider.ts";
import { parsePayload } from "./intake/parse-payload.ts";
import type { ButtonPress } from "./provider/button-contract.ts";
import type { Provider } from "./provider.ts";

type Delivery = typeof deliveries.$inferSelect;

/** A press with whose it is. */
export interface PressAtIntegration {
  press: ButtonPress;
  provider: Provider;
  integration: typeof integrations.$inferSelect;
}

/** The press in a stored delivery; null when it holds none. Only verified deliveries are accepted, so what it says is the provider's word. */
export async function readPress(
  ctx: Context,
  workspaceId: string,
  deliveryId: string,
): Promise<PressAtIntegration | null> {
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ delivery: deliveries, integration: integrations })
      .from(deliveries)
      .innerJoin(
        integrations,
        and(eq(integrations.workspaceId, deliveries.workspaceId), eq(integrations.id, deliveries.integrationId)),
      )
      .where(
        and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, deliveryId), eq(deliveries.verdict, "accepted")),
      ),
  );
  const press = found && pressIn(ctx, found.delivery);
  return press ? { press, provider: findProvider(found.delivery.provider), integration: found.integration } : null;
}

/** The press in an accepted delivery, as the provider's file reads it. */
export function pressIn(ctx: Context, delivery: Delivery): ButtonPress | null {
  const { buttons } = findProvider(delivery.provider);
  if (!buttons) return null;
  const parsed = parsePayload(delivery.body, delivery.headers["content-type"]);
  if ("problem" in parsed) return null;
  const { event, headers, receivedAt, externalId, id } = delivery;
  try {
    return buttons.read({
      event: event ?? "",
      payload: parsed.payload,
      headers,
      receivedAt,
      deliveryId: externalId ?? id,
    });
  } catch (err) {
    ctx.app.log.error({ err, deliveryId: id }, "A provider's file could not read a pressed button.");
    return null;
  }
}
