import { savedSearches } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { savedSearchRemoved } from "../events.ts";
import { requireSavedSearch } from "./require-saved-search.ts";
import type { SavedSearch } from "./saved-search-ref.ts";

export const removeSavedSearchInput = z.object({ searchId: z.uuid() });

export type RemoveSavedSearchInput = z.input<typeof removeSavedSearchInput>;

/** Removes a saved search. An alert rule that stands on it says from then on that it cannot be evaluated. */
export async function removeSavedSearch(ctx: Context, input: RemoveSavedSearchInput): Promise<SavedSearch> {
  const wish = parseInput(removeSavedSearchInput, input);
  const { searchId: id } = wish;
  const permission = "saved_searches:write";
  const workspaceId = await authorizeRow(ctx, { table: savedSearches, id, permission, noun: "saved search" });
  return await transact(ctx, { workspaceId, verb: "removeSavedSearch", input: wish }, async (tx) => {
    const known = await requireSavedSearch(tx, ctx, workspaceId, id);
    await tx.delete(savedSearches).where(and(eq(savedSearches.workspaceId, workspaceId), eq(savedSearches.id, id)));
    const { name, query, shared } = known;
    await recordEvent(tx, ctx, savedSearchRemoved, {
      workspaceId,
      subjectId: id,
      data: { name: shared ? name : null, shared },
      ...(shared ? { before: { name, query, shared } } : {}),
    });
    return known;
  });
}
