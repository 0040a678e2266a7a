import type { Db } from "@plumbline/db";
import { apiKeys } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { sharesClient } from "../../accounts/index.ts";
import type { FlagChangeRequest } from "../flag-refs.ts";

/** Who asked, or who made the API key that asked; null where nobody is known. */
export async function personBehind(
  db: Db,
  { workspaceId, requestedByType, requestedById }: FlagChangeRequest,
): Promise<string | null> {
  if (requestedByType !== "api_key" || !requestedById) return requestedById;
  const [key] = await db
    .select({ createdBy: apiKeys.createdBy })
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, requestedById)));
  return key?.createdBy ?? null;
}

/** Whether who acts looks at a request from the address and browser of the person behind it: two accounts may be one person. */
export async function sharesClientWith(ctx: Context, request: FlagChangeRequest): Promise<boolean> {
  const person = await ctx.reads.workspace(request.workspaceId, (db) => personBehind(db, request));
  return person !== null && (await sharesClient(ctx, person));
}
