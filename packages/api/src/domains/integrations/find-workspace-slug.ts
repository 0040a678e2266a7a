import { workspaces } from "@plumbline/db/schema";
import { eq } from "drizzle-orm";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";

/** The workspace's part of console addresses, once for each request. */
export async function findWorkspaceSlug(ctx: Context, workspaceId: string): Promise<string> {
  const key = `workspace-slug:${workspaceId}`;
  const known = ctx.memo.get(key) as Promise<string> | undefined;
  if (known) return await known;
  const found = read(ctx, workspaceId);
  ctx.memo.set(key, found);
  return await found;
}

async function read(ctx: Context, workspaceId: string): Promise<string> {
  await authorize(ctx, workspaceId, "integrations:read");
  const [row] = await ctx.reads.workspace(workspaceId, (db) =>
    db.select({ slug: workspaces.slug }).from(workspaces).where(eq(workspaces.id, workspaceId)),
  );
  return row?.slug ?? "";
}
