import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import type { ImportType } from "./import-entry.ts";
import { type ImportPlan, planImport } from "./plan-import.ts";

/** What an import would do, without doing it. Needs the permission that the import itself needs. */
export async function previewImport(
  ctx: Context,
  workspaceId: string,
  { type, content }: { type: ImportType; content: string },
): Promise<ImportPlan> {
  await authorize(ctx, workspaceId, `${type}:write`);
  return await ctx.reads.workspace(workspaceId, (db) => planImport(db, workspaceId, type, content));
}
