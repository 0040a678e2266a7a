import { savedSearches } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
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

/** Changes a saved search; what is left out stays. Rules that stand on it look for the new one from then on. */
export async function updateSavedSearch(ctx: Context, input: UpdateSavedSearchInput): Promise<SavedSearch> {
  const wish = parseInput(updateSavedSearchInput, input);
  const { searchId: id } = wish;
  const permission = "saved_searches:write";
  const workspaceId = await authorizeRow(ctx, { table: savedSearches, id, permission, noun: "saved search" });
  if (wish.query != null) requireReadable(wish.query);
  return await transact(ctx, { workspaceId, verb: "updateSavedSearch", input: wish }, async (tx) => {
    const known = await requireSavedSearch(tx, ctx, workspaceId, id);
    const fields = {
      name: wish.name ?? known.name,
      query: wish.query ?? known.query,
      shared: known.ownerId === null || (wish.shared ?? known.shared),
    };
    const changes = changedFields(known, fields);
    if (!changes) return known;
    const [updated] = await tx
      .update(savedSearches)
      .set({ ...fields, updatedAt: ctx.app.clock.now() })
      .where(and(eq(savedSearches.workspaceId, workspaceId), eq(savedSearches.id, id)))
      .returning();
    const open = known.shared && fields.shared;
    const data = { name: fields.shared ? fields.name : null, shared: fields.shared };
    await recordEvent(tx, ctx, savedSearchUpdated, { workspaceId, subjectId: id, data, ...(open ? changes : {}) });
    return updated as SavedSearch;
  });
}
