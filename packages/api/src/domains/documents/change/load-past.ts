import { documentChanges } from "@plumbline/db/schema";
import { and, desc, eq, lt } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { CoChange } from "../detector/co-change.ts";

/** Changes that are remembered, the newest. */
const remembered = 2_000;

/**
 * What changed together with which documents, from the changes that a workspace has seen.
 * @param before only changes that came before this one: a score that is computed anew must not learn from the future
 */
export async function loadPast(ctx: Context, workspaceId: string, before?: string): Promise<CoChange> {
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ paths: documentChanges.paths, documents: documentChanges.editedDocuments })
      .from(documentChanges)
      .where(and(eq(documentChanges.workspaceId, workspaceId), before ? lt(documentChanges.id, before) : undefined))
      .orderBy(desc(documentChanges.id))
      .limit(remembered),
  );
  const past = new CoChange();
  for (const { paths, documents } of rows.reverse()) past.observe(paths, documents);
  return past;
}
