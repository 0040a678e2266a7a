import { randomUUID } from "node:crypto";
import { z } from "zod";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { UnauthenticatedError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import type { Notification } from "./channel-kind.ts";
import { lockNotification } from "./lock-channel.ts";
import { queuePersonalNotification } from "./queue-personal-notification.ts";
import { testMessage } from "./send-test-notification.ts";

export const sendTestToMeInput = z.object({ workspaceId: z.uuid() });

export type SendTestToMeInput = z.input<typeof sendTestToMeInput>;

/** Sends a test to the signed-in person by every way that they chose. @returns one message for each way */
export async function sendTestToMe(ctx: Context, input: SendTestToMeInput): Promise<{ notifications: Notification[] }> {
  const { actor } = ctx;
  await authorize(ctx, input.workspaceId, "workspace:read");
  if (actor.type !== "user")
    throw new UnauthenticatedError("Such a test goes to a person.", "Sign in, then try again.");
  const { workspaceId } = parseInput(sendTestToMeInput, input);
  return await transact(ctx, { workspaceId, verb: "sendTestToMe", input }, async (tx) => {
    const key = `test/${randomUUID()}`;
    const { ways } = await queuePersonalNotification(tx, ctx, {
      workspaceId,
      userId: actor.userId,
      dedupeKey: key,
      groupKey: key,
      message: testMessage("what reaches you", actor.name || actor.email, "inbox"),
      subject: { type: "user", id: actor.userId },
    });
    const rows = await Promise.all(ways.map(({ notificationId }) => lockNotification(tx, workspaceId, notificationId)));
    ctx.app.outbox.wakeWorkers();
    return { notifications: rows.filter((row) => row !== null) };
  });
}
