import { createHash } from "node:crypto";
import { type pushDevices as devicesTable, members, pushDevices } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { App } from "../../../app.ts";
import type { Context } from "../../../service/context.ts";
import type { Role } from "../../../service/permissions.ts";
import type { SealedPlace } from "../../../vault/vault.ts";

export type PushDevice = typeof devicesTable.$inferSelect;

/** What a browser gives when a person allows messages. */
export interface PushSubscriptionKeys {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** A device's own name for sealing: the endpoint's hash, which stays when the row moves to another person. */
export function devicePlace(endpointHash: string): SealedPlace {
  return { workspaceId: "none", row: endpointHash, field: "push_devices.subscription" };
}

export function endpointHashOf(endpoint: string): string {
  return createHash("sha256").update(endpoint).digest("hex");
}

export function openSubscription(app: App, device: PushDevice): PushSubscriptionKeys {
  return JSON.parse(app.vault.open(device.subscription, devicePlace(device.endpointHash))) as PushSubscriptionKeys;
}

/** The browsers that the signed-in person allowed, oldest first. */
export async function listPushDevices(ctx: Context): Promise<PushDevice[]> {
  const { actor } = ctx;
  return actor.type === "user" ? await devicesOfUser(ctx, actor.userId) : [];
}

/** One device of the signed-in person. */
export async function loadPushDevice(id: string, ctx: Context): Promise<PushDevice | null> {
  return (await listPushDevices(ctx)).find((device) => device.id === id) ?? null;
}

export async function devicesOfUser(ctx: Context, userId: string): Promise<PushDevice[]> {
  return await withSystem(ctx.app.database, (tx) =>
    tx.select().from(pushDevices).where(eq(pushDevices.userId, userId)).orderBy(asc(pushDevices.id)),
  );
}

/** The browsers of every member who has one of these roles. */
export async function devicesOfRoles(ctx: Context, workspaceId: string, roles: readonly Role[]): Promise<PushDevice[]> {
  return await withSystem(ctx.app.database, async (tx) => {
    const rows = await tx
      .select({ device: pushDevices })
      .from(pushDevices)
      .innerJoin(members, eq(members.userId, pushDevices.userId))
      .where(and(eq(members.workspaceId, workspaceId), inArray(members.role, [...roles])))
      .orderBy(asc(pushDevices.id));
    return rows.map(({ device }) => device);
  });
}

/** Its push service says that the browser is gone: the person took the permission back, or cleared the browser. */
export async function forgetDevice(ctx: Context, id: string): Promise<void> {
  await withSystem(ctx.app.database, (tx) => tx.delete(pushDevices).where(eq(pushDevices.id, id)));
}

/** Writes down how a device's push service last answered. */
export async function noteDevice(ctx: Context, id: string, failureReason: string | null): Promise<void> {
  const lastTakenAt = failureReason === null ? { lastTakenAt: ctx.app.clock.now() } : {};
  await withSystem(ctx.app.database, (tx) =>
    tx
      .update(pushDevices)
      .set({ failureReason, ...lastTakenAt })
      .where(eq(pushDevices.id, id)),
  );
}
