import { documents } from "@plumbline/db/schema";
import { and, eq, ne } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import type { Learned } from "../detector/weigh-ties.ts";
import type { ChosenSettings } from "../settings/load-drift-settings.ts";

/** What the workspace's verdicts taught, as the detector takes it. */
export async function learnedOf(ctx: Context, settings: ChosenSettings): Promise<Learned | null> {
  const { workspaceId, learning, factors } = settings;
  if (!learning) return null;
  const rows = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ id: documents.id, bias: documents.bias })
      .from(documents)
      .where(and(eq(documents.workspaceId, workspaceId), ne(documents.bias, 0))),
  );
  return { features: factors, documents: Object.fromEntries(rows.map(({ id, bias }) => [id, bias])) };
}
