import { events, members } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, eq } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { NotFoundError } from "../../service/errors.ts";
import type { Permission } from "../../service/permissions.ts";

type WorkspaceTable = PgTable & { id: PgColumn; workspaceId: PgColumn };

export interface AuthorizeRowOptions {
  table: WorkspaceTable;
  /** The row's uuid. */
  id: string;
  permission: Permission;
  /** What it is called in the refusal, `API key`. */
  noun: string;
}

/**
 * The workspace of a row that the actor names by its id alone. Strangers get the words that they would get for an id that never
 * was, so that ids tell nothing.
 * @throws NotFoundError for strangers and for an id that never was
 * @throws ForbiddenError for members without the permission
 */
export async function authorizeRow(
  ctx: Context,
  { table, id, permission, noun }: AuthorizeRowOptions,
): Promise<string> {
  const workspaceId = (await workspaceOf(ctx, table, id)) ?? (await formerWorkspaceOf(ctx, id));
  if (!workspaceId) throw unknownRow(noun);
  await authorize(ctx, workspaceId, permission).catch((error: unknown) => {
    throw error instanceof NotFoundError ? unknownRow(noun) : error;
  });
  return workspaceId;
}

/** The refusal for a row that is not there, or not there for this actor. */
export function unknownRow(noun: string): NotFoundError {
  return new NotFoundError(`There is no such ${noun}, or you may not see it.`, "Look at the workspace's list.");
}

async function workspaceOf(ctx: Context, table: WorkspaceTable, id: string): Promise<string | null> {
  const [found] = await withSystem(ctx.app.database, (tx) =>
    tx
      .select({ workspaceId: table.workspaceId })
      .from(table as PgTable)
      .where(eq(table.id, id)),
  );
  return (found?.workspaceId as string | undefined) ?? null;
}

/**
 * A repeated request may name a row that its first one deleted; the stored answer is found by the workspace. History knows it,
 * and it is asked for the actor's own workspaces only.
 */
async function formerWorkspaceOf(ctx: Context, id: string): Promise<string | null> {
  const { actor, idempotencyKey } = ctx;
  if (!idempotencyKey || actor.type !== "user") return null;
  const [found] = await withSystem(ctx.app.database, (tx) =>
    tx
      .select({ workspaceId: events.workspaceId })
      .from(events)
      .innerJoin(members, eq(members.workspaceId, events.workspaceId))
      .where(and(eq(members.userId, actor.userId), eq(events.subjectId, id)))
      .limit(1),
  );
  return found?.workspaceId ?? null;
}
