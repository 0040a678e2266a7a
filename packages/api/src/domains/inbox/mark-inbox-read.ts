import { inboxItems } from "@plumbline/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../../service/context.ts";
import { UnauthenticatedError } from "../../service/errors.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";

export const markInboxReadInput = z
  .object({
    ids: z.array(z.uuid()).max(200).nullish(),
    /** Every notice, in all workspaces. */
    all: z.boolean().nullish(),
  })
  .refine(({ ids, all }) => Boolean(ids?.length) !== Boolean(all), {
    path: ["ids"],
    message: "Name the notices by ids, or set all: one of the two.",
  });

export type MarkInboxReadInput = z.input<typeof markInboxReadInput>;

/** What was marked. */
export interface MarkedRead {
  /** How many were unread before. */
  count: number;
}

/** Marks the signed-in person's own notices as read. Others' ids are passed over: they are not there for this person. */
export async function markInboxRead(ctx: Context, input: MarkInboxReadInput): Promise<MarkedRead> {
  const { actor } = ctx;
  if (actor.type !== "user")
    throw new UnauthenticatedError("An inbox belongs to a person.", "Sign in, then try again.");
  const wish = parseInput(markInboxReadInput, input);
  return await transact(ctx, { workspaceId: null, verb: "markInboxRead", input: wish }, async (tx) => {
    const marked = await tx
      .update(inboxItems)
      .set({ readAt: ctx.app.clock.now() })
      .where(
        and(
          eq(inboxItems.userId, actor.userId),
          isNull(inboxItems.readAt),
          wish.ids?.length ? inArray(inboxItems.id, wish.ids) : undefined,
        ),
      )
      .returning({ id: inboxItems.id });
    return { count: marked.length };
  });
}
