import { errorGroups } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { decodeGlobalId } from "../../../../graphql/ids.ts";
import type { Context } from "../../../../service/context.ts";
import { PreconditionError } from "../../../../service/errors.ts";

/** Merges that are followed from one group to the next. */
const mostMerges = 20;

/**
 * The group that counts what came to this one: itself, or the group into which it was merged since. A rule over a group must not fall
 * silent because somebody, or what was learned, made one of two.
 * @param id as the API shows it, or its uuid
 * @throws PreconditionError in words for whoever reads why a rule cannot be evaluated
 */
export async function findMeasuredGroup(ctx: Context, workspaceId: string, id: string): Promise<string> {
  let uuid = uuidOf(id);
  for (let merges = 0; uuid !== null && merges < mostMerges; merges += 1) {
    const own = and(eq(errorGroups.workspaceId, workspaceId), eq(errorGroups.id, uuid));
    const [group] = await ctx.reads.workspace(workspaceId, (db) =>
      db.select({ mergedInto: errorGroups.mergedInto }).from(errorGroups).where(own),
    );
    if (group?.mergedInto === null) return uuid;
    uuid = group?.mergedInto ?? null;
  }
  throw new PreconditionError(`There is no error group ${id.slice(0, 60)}.`, "Choose another group.");
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function uuidOf(id: string): string | null {
  if (uuidForm.test(id)) return id;
  try {
    const { typename, id: uuid } = decodeGlobalId(id);
    return typename === "ErrorGroup" ? uuid : null;
  } catch {
    return null;
  }
}
