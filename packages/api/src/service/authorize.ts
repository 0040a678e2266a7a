import { members, workspaces } from "@plumbline/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "./context.ts";
import { ForbiddenError, NotFoundError, UnauthenticatedError } from "./errors.ts";
import {
  componentAllows,
  describePermission,
  type EmbedComponent,
  type Permission,
  permissions,
  type Role,
  roleAllows,
  scopesFor,
} from "./permissions.ts";

/** What the actor may do in one workspace, found once per request. */
export interface Access {
  readonly workspaceId: string;
  readonly memberId: string | null;
  readonly role: Role | null;
  /** Set for embed tokens: everything outside this tenant is out of reach. */
  readonly tenantId: string | null;
  /** Two actors with the same scope see the same answers; subscriptions are executed once per scope. */
  readonly scope: string;
  allows(permission: Permission): boolean;
}

/**
 * The first of the two walls (row level security is the second).
 * @throws UnauthenticatedError without a credential
 * @throws NotFoundError for strangers: that the workspace exists is not told
 * @throws ForbiddenError for those who belong to it and lack the permission
 */
export async function authorize(ctx: Context, workspaceId: string, permission: Permission): Promise<Access> {
  const access = await accessTo(ctx, workspaceId);
  if (!access) {
    if (ctx.actor.type === "anonymous") {
      throw new UnauthenticatedError("This needs a signed-in member or an API key.", "Sign in, then try again.");
    }
    throw new NotFoundError("There is no such workspace, or you do not belong to it.", "Check the address.");
  }
  if (!access.allows(permission)) throw refusal(ctx, access, permission);
  return access;
}

/** The actor's access to the workspace, or null when it has none. Remembered for the request. */
export async function accessTo(ctx: Context, workspaceId: string): Promise<Access | null> {
  const key = `access:${workspaceId}`;
  if (!ctx.memo.has(key)) ctx.memo.set(key, findAccess(ctx, workspaceId));
  return await (ctx.memo.get(key) as Promise<Access | null>);
}

async function findAccess(ctx: Context, workspaceId: string): Promise<Access | null> {
  const { actor } = ctx;
  const base = { workspaceId, memberId: null, role: null, tenantId: null };
  switch (actor.type) {
    case "anonymous":
      return null;
    case "system":
      return { ...base, scope: "system", allows: () => true };
    case "api_key": {
      if (actor.workspaceId !== workspaceId) return null;
      const scopes = new Set<string>(actor.scopes);
      const scope = `key:${[...scopes].sort().join(" ")}:${actor.environmentId ?? ""}`;
      return { ...base, scope, allows: (permission) => scopes.has(permission) };
    }
    case "embed": {
      if (actor.workspaceId !== workspaceId) return null;
      const component = actor.component as EmbedComponent;
      const scope = `embed:${component}:${actor.tenantId}`;
      return { ...base, tenantId: actor.tenantId, scope, allows: (p) => componentAllows(component, p) };
    }
    case "user":
      return await memberAccess(ctx, workspaceId, actor.userId);
  }
}

async function memberAccess(ctx: Context, workspaceId: string, userId: string): Promise<Access | null> {
  const [member] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ id: members.id, role: members.role })
      .from(members)
      .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
      .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId), isNull(workspaces.purgedAt))),
  );
  if (!member) return null;
  const { id, role } = member;
  return {
    workspaceId,
    memberId: id,
    role,
    tenantId: null,
    scope: `role:${role}`,
    allows: (permission) => roleAllows(role, permission),
  };
}

function refusal(ctx: Context, access: Access, permission: Permission): ForbiddenError {
  const what = lowerFirst(describePermission(permission));
  if (ctx.actor.type === "user") {
    return new ForbiddenError(
      permission,
      `Your role, ${access.role}, does not let you ${what}.`,
      "Ask an owner or admin of the workspace.",
    );
  }
  const kind = ctx.actor.type === "embed" ? "embed token" : "API key";
  return new ForbiddenError(
    permission,
    `This ${kind} does not let you ${what}.`,
    scopesFor("secret").includes(permission)
      ? `Use one with the scope ${permission}.`
      : "No key may: let a member do it who is an owner or admin.",
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Every permission that the access holds, for `viewer` and the console. */
export function grantedPermissions(access: Access): Permission[] {
  return permissions.filter((permission) => access.allows(permission));
}
