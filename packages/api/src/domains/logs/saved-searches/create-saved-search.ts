import { savedSearches } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { savedSearchCreated } from "../events.ts";
import { requireReadable, savedSearchFields } from "./saved-search-fields.ts";
import type { SavedSearch } from "./saved-search-ref.ts";

export const createSavedSearchInput = z.object({ workspaceId: z.uuid(), ...savedSearchFields });

export type CreateSavedSearchInput = z.input<typeof createSavedSearchInput>;

/** Gives a search a name, for oneself or for everybody in the workspace. */
export async function createSavedSearch(ctx: Context, input: CreateSavedSearchInput): Promise<SavedSearch> {
  await authorize(ctx, input.workspaceId, "saved_searches:write");
  const wish = parseInput(createSavedSearchInput, input);
  const { workspaceId, name, query } = wish;
  requireReadable(query);
  return await transact(ctx, { workspaceId, verb: "createSavedSearch", input: wish }, async (tx) => {
    const ownerId = ctx.actor.type === "user" ? ctx.actor.userId : null;
    const shared = ownerId === null || wish.shared === true;
    const madeBy = describeActor(ctx.actor).actorName;
    const [made] = await tx
      .insert(savedSearches)
      .values({ workspaceId, name, query, shared, ownerId, madeBy, createdAt: ctx.app.clock.now() })
      .returning();
    const search = made as SavedSearch;
    const data = { name: shared ? name : null, shared };
    const after = shared ? { name, query, shared } : { shared };
    await recordEvent(tx, ctx, savedSearchCreated, { workspaceId, subjectId: search.id, data, after });
    return search;
  });
}
