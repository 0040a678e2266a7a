import { prepareRead } from "@plumbline/db";
import { members, workspaces } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, asc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { accessTo, grantedPermissions } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import type { Permission, Role } from "../../../service/permissions.ts";
import type { Workspace } from "../workspace-ref.ts";

const readOpen = prepareRead((db) =>
  db
    .select()
    .from(workspaces)
    .where(and(eq(workspaces.id, sql.placeholder("id")), isNull(workspaces.purgedAt))),
);

/** The workspace behind an id, or null for strangers and for those who may not read it. Read once per request. */
export async function loadWorkspace(ctx: Context, id: string): Promise<Workspace | null> {
  const key = `workspace:${id}`;
  if (!ctx.memo.has(key)) ctx.memo.set(key, readWorkspace(ctx, id));
  return await (ctx.memo.get(key) as Promise<Workspace | null>);
}

async function readWorkspace(ctx: Context, id: string): Promise<Workspace | null> {
  const access = await accessTo(ctx, id);
  if (!access?.allows("workspace:read")) return null;
  const [workspace] = await ctx.reads.workspace(id, (db) => readOpen(db, { id }));
  return workspace ?? null;
}

/** The workspace behind a slug, or null as for {@link loadWorkspace}. */
export async function findWorkspace(ctx: Context, slug: string): Promise<Workspace | null> {
  if (slug.length > 48 || slug.includes("\u0000")) return null;
  const { actor } = ctx;
  if (actor.type === "api_key" || actor.type === "embed") {
    // These belong to one workspace: whatever another slug names, they would not be told.
    const own = await loadWorkspace(ctx, actor.workspaceId);
    return own?.slug === slug ? own : null;
  }
  // One statement without a transaction around it: nearly every query comes in through here.
  const [found] = await ctx.app.database.raw`select id from workspaces where slug = ${slug}`;
  return found ? await loadWorkspace(ctx, found.id as string) : null;
}

/**
 * The one workspace of an API key, whatever its scopes: doors at which a workspace is named by its slug must tell a key which scope it
 * lacks, and not that its own workspace is unknown. Null where the slug is another one; without a slug it is the key's own.
 */
export async function findKeyWorkspace(
  ctx: Context,
  slug: string | null,
): Promise<{ id: string; slug: string } | null> {
  const { actor } = ctx;
  if (actor.type !== "api_key") return null;
  const [own] = await ctx.reads.workspace(actor.workspaceId, (db) =>
    db
      .select({ id: workspaces.id, slug: workspaces.slug })
      .from(workspaces)
      .where(and(eq(workspaces.id, actor.workspaceId), isNull(workspaces.purgedAt))),
  );
  return own && (slug === null || slug === own.slug) ? own : null;
}

/** A workspace that the signed-in person belongs to. */
export interface Membership {
  workspace: Workspace;
  role: Role;
  joinedAt: Date;
}

/** The workspaces of the signed-in person, by name, without those whose time is over but that are still being purged; of an API key or embed token none, since it is no person. */
export async function listMemberships(ctx: Context): Promise<Membership[]> {
  const { actor } = ctx;
  if (actor.type !== "user") return [];
  const stays = or(isNull(workspaces.purgeAfter), gt(workspaces.purgeAfter, ctx.app.clock.now()));
  return await withSystem(ctx.app.database, (tx) =>
    tx
      .select({ workspace: workspaces, role: members.role, joinedAt: members.createdAt })
      .from(members)
      .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
      .where(and(eq(members.userId, actor.userId), isNull(workspaces.purgedAt), stays))
      .orderBy(asc(workspaces.name), asc(workspaces.id)),
  );
}

/** The role of the signed-in person, or null for a key, a token and the system. */
export async function viewerRole(ctx: Context, workspaceId: string): Promise<Role | null> {
  return (await accessTo(ctx, workspaceId))?.role ?? null;
}

/** Everything that the actor may do here, in the order of the matrix. */
export async function viewerPermissions(ctx: Context, workspaceId: string): Promise<Permission[]> {
  const access = await accessTo(ctx, workspaceId);
  return access ? grantedPermissions(access) : [];
}
