import { users } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../service/context.ts";
import { UnauthenticatedError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { isName, isTimeZone, longestName } from "./find-profile-issue.ts";
import type { User } from "./user-ref.ts";

export const updateProfileInput = z.object({
  name: z.string().trim().refine(isName, `must have 1 to ${longestName} characters and no line breaks.`).nullish(),
  /** IANA name; null goes back to what the browser says, undefined leaves it. */
  timeZone: z.string().refine(isTimeZone, "must be an IANA name, for example Europe/Lisbon.").nullish(),
});

export type UpdateProfileInput = z.input<typeof updateProfileInput>;

/**
 * Changes one's own name or time zone; what is left out stays. A person stands above workspaces, so no event log has it.
 * @throws UnauthenticatedError without a signed-in person
 */
export async function updateProfile(ctx: Context, input: UpdateProfileInput): Promise<User> {
  const { actor } = ctx;
  if (actor.type !== "user") {
    throw new UnauthenticatedError("Only a signed-in person has a profile.", "Sign in, then try again.");
  }
  const { name, timeZone } = parseInput(updateProfileInput, input);
  return await transact(ctx, { workspaceId: null, verb: "updateProfile", input: { name, timeZone } }, async (tx) => {
    const change = { ...(name ? { name } : {}), ...(timeZone === undefined ? {} : { timeZone }) };
    const [user] = await tx
      .update(users)
      .set({ ...change, updatedAt: ctx.app.clock.now() })
      .where(eq(users.id, actor.userId))
      .returning();
    return user as User;
  });
}
