import { notificationPreferences } from "@plumbline/db/schema";
import { z } from "zod";
import type { Context } from "../../service/context.ts";
import { InvalidInputError, UnauthenticatedError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { findNoticeKind, noticeKinds } from "./notice-kinds.ts";
import { type NotificationPreference, preferenceOf } from "./notification-preferences.ts";

export const setNotificationPreferenceInput = z.object({
  kind: z.string(),
  inbox: z.boolean(),
  email: z.boolean(),
  /** Left out, it stays as it is. */
  push: z.boolean().nullish(),
});

export type SetNotificationPreferenceInput = z.input<typeof setNotificationPreferenceInput>;

/** Chooses where the signed-in person gets one kind of notice, in all workspaces. */
export async function setNotificationPreference(
  ctx: Context,
  input: SetNotificationPreferenceInput,
): Promise<NotificationPreference> {
  const { actor } = ctx;
  if (actor.type !== "user")
    throw new UnauthenticatedError("Preferences belong to a person.", "Sign in, then try again.");
  const wish = parseInput(setNotificationPreferenceInput, input);
  const kind = findNoticeKind(wish.kind);
  if (!kind) {
    const known = noticeKinds.map((each) => each.kind).join(", ");
    throw new InvalidInputError([{ path: ["kind"], message: `is no kind of notice. There are: ${known}.` }]);
  }
  return await transact(ctx, { workspaceId: null, verb: "setNotificationPreference", input: wish }, async (tx) => {
    const { inbox, email, push } = wish;
    const updatedAt = ctx.app.clock.now();
    const [chosen] = await tx
      .insert(notificationPreferences)
      .values({ userId: actor.userId, kind: kind.kind, inbox, email, push: push ?? kind.default.push, updatedAt })
      .onConflictDoUpdate({
        target: [notificationPreferences.userId, notificationPreferences.kind],
        set: { inbox, email, updatedAt, ...(push === null || push === undefined ? {} : { push }) },
      })
      .returning();
    return preferenceOf(kind, chosen ?? kind.default);
  });
}
