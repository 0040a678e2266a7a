import { users } from "@plumbline/db/schema";
import DataLoader from "dataloader";
import { inArray } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { User } from "../../accounts/index.ts";

/**
 * A person as the workspace sees them, for a resolver whose parent was authorized there; null when the person belongs to it no
 * longer (row level security shows co-members only). Siblings are read in one query.
 */
export async function loadPerson(ctx: Context, workspaceId: string, userId: string): Promise<User | null> {
  const key = `people:${workspaceId}`;
  const loader = (ctx.memo.get(key) as DataLoader<string, User | null> | undefined) ?? new DataLoader(read);
  ctx.memo.set(key, loader);
  return await loader.load(userId);

  async function read(ids: readonly string[]): Promise<(User | null)[]> {
    const rows = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(users)
        .where(inArray(users.id, [...ids])),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
