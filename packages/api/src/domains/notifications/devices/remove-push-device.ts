import { pushDevices } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { NotFoundError, UnauthenticatedError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import type { PushDevice } from "./push-device.ts";

export const removePushDeviceInput = z.object({ id: z.uuid() });

export type RemovePushDeviceInput = z.input<typeof removePushDeviceInput>;

/** Ends messages to one of the signed-in person's browsers. @throws NotFoundError for a device of somebody else */
export async function removePushDevice(ctx: Context, input: RemovePushDeviceInput): Promise<PushDevice> {
  const { actor } = ctx;
  if (actor.type !== "user")
    throw new UnauthenticatedError("A device belongs to a person.", "Sign in, then try again.");
  const wish = parseInput(removePushDeviceInput, input);
  return await transact(ctx, { workspaceId: null, verb: "removePushDevice", input: wish }, async (tx) => {
    const [removed] = await tx
      .delete(pushDevices)
      .where(and(eq(pushDevices.id, wish.id), eq(pushDevices.userId, actor.userId)))
      .returning();
    if (!removed) throw new NotFoundError("You have no such device.", "Look at the list of your devices.");
    return removed;
  });
}
