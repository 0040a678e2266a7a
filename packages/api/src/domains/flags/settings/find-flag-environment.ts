import { flagEnvironments } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { accessTo } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import type { Environment } from "../../tenants/index.ts";
import type { FlagEnvironment } from "../flag-refs.ts";

/** How flags are changed in an environment; null for who may not read flags. */
export async function findFlagEnvironment(
  ctx: Context,
  { workspaceId, id }: Environment,
): Promise<FlagEnvironment | null> {
  const access = await accessTo(ctx, workspaceId);
  if (!access?.allows("flags:read")) return null;
  const own = and(eq(flagEnvironments.workspaceId, workspaceId), eq(flagEnvironments.environmentId, id));
  const [row] = await ctx.reads.workspace(workspaceId, (db) => db.select().from(flagEnvironments).where(own));
  return row ?? null;
}
