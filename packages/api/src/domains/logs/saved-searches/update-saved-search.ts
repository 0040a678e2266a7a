import type { Db } from "@plumbline/db";
import { members, savedSearches } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow, changedFields } from "../../workspaces/index.ts";
import { savedSearchUpdated } from "../events.ts";
import { requireSavedSearch } from "./require-saved-search.ts";
import { requireReadable, savedSearchFields } from "./saved-search-fields.ts";
import type { SavedSearch } from "./saved-search-ref.ts";

export const updateSavedSearchInput = z.object({
  searchId: z.uuid(),
  name: savedSearchFields.name.nullish(),
  query: savedSearchFields.query.nullish(),
  shared: savedSearchFields.shared,
});

export type UpdateSavedSearchInput = z.input<typeof updateSavedSearchInput>;

/**
 * Renames a saved search, shares it with everybody or gives it back to its owner alone, or changes what it looks for; what is left
 * out stays. Rules that stand on it look for the new one from then on, and say so when it is no longer shared.
 * @throws PreconditionError when nobody would see it any more
 */
export async function updateSavedSearch(ctx: Context, input: UpdateSavedSearchInput): Promise<SavedSearch> {
  const wish = parseInput(updateSavedSearchInput, input);
  const { searchId: id } = wish;
  const permission = "saved_searches:write";
  const workspaceId = await authorizeRow(ctx, { table: savedSearches, id, permission, noun: "saved search" });
  if (wish.query != null) requireReadable(wish.query);
  return await transact(ctx, { workspaceId, verb: "updateSavedSearch", input: wish }, async (tx) => {
    const known = await requireSavedSearch(tx, ctx, workspaceId, id);
    if (wish.shared === false && known.shared) await requireReader(tx, known);
    const fields = {
      name: wish.name ?? known.name,
      query: wish.query ?? known.query,
      shared: wish.shared ?? known.shared,
    };
    const changes = changedFields(known, fields);
    if (!changes) return known;
    const [updated] = await tx
      .update(savedSearches)
      .set({ ...fields, updatedAt: ctx.app.clock.now() })
      .where(and(eq(savedSearches.workspaceId, workspaceId), eq(savedSearches.id, id)))
      .returning();
    const told = known.shared && fields.shared ? changes : changedFields(known, { shared: fields.shared });
    const data = { name: fields.shared ? fields.name : null, shared: fields.shared };
    await recordEvent(tx, ctx, savedSearchUpdated, { workspaceId, subjectId: id, data, ...told });
    return updated as SavedSearch;
  });
}

/** What is not shared has one reader, who must be there. */
async function requireReader(tx: Db, { workspaceId, ownerId, name, madeBy }: SavedSearch): Promise<void> {
  if (ownerId === null) {
    throw new PreconditionError(
      `An API key made “${name}”: kept from everybody, nobody would see it.`,
      "Remove it when nobody needs it.",
    );
  }
  const [owner] = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, ownerId)));
  if (owner) return;
  throw new PreconditionError(
    `${madeBy}, who made “${name}”, has left: kept to its maker, nobody would see it.`,
    "Remove it when nobody needs it.",
  );
}
